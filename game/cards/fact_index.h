#pragma once
// Who stands where in the facts of a deck, worked out once.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cards/deck.h"

namespace attache {

/// The date of a fact that has exactly one year or date, nothing for another.
[[nodiscard]] std::optional<PartialDate> date_of(const Fact& fact);

/// Looks up facts by what they say. Borrows the deck.
class FactIndex {
 public:
  explicit FactIndex(const Deck& deck);

  using Facts = std::vector<const Fact*>;
  using Entities = std::vector<const Entity*>;

  /// Facts of one relation, in the order of the deck.
  [[nodiscard]] const Facts& of_relation(std::string_view relation) const;
  /// Facts of a relation about one subject, or with one object among theirs.
  [[nodiscard]] const Facts& about(std::string_view relation,
                                   std::string_view subject) const;
  [[nodiscard]] const Facts& with_object(std::string_view relation,
                                         const FactObject& object) const;
  /// Facts with one year or date, in the order of the deck.
  [[nodiscard]] const Facts& dated() const { return dated_; }

  /// Entities on one side of a relation, each once.
  [[nodiscard]] const Entities& on_side(std::string_view relation, Direction side) const;
  /// Entities of one type, in the order of the deck.
  [[nodiscard]] const Entities& of_type(std::string_view type) const;
  /// The same of the type that an entity has, by its id; none for an unknown one.
  [[nodiscard]] const Entities& of_type_of(std::string_view id) const;
  /// The entity that goes by exactly this name or alias; null where none or several do.
  [[nodiscard]] const Entity* named(std::string_view name) const;
  /// Topics of the facts in which an entity stands.
  [[nodiscard]] const std::vector<std::string_view>& topics_of(
      const Entity& entity) const;

 private:
  void add(const Fact& fact);
  void add_name(std::string_view name, const Entity& entity);

  std::unordered_map<std::string_view, const Entity*> by_id_;
  std::unordered_map<std::string, Facts> facts_;
  std::unordered_map<std::string, Entities> sides_;
  std::unordered_map<std::string_view, Entities> types_;
  std::unordered_map<std::string_view, const Entity*> names_;
  std::unordered_map<const Entity*, std::vector<std::string_view>> topics_;
  Facts dated_;
};

}  // namespace attache
