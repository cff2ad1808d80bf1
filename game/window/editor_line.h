#pragma once
// A fact in one line: subject, relation, object, each completed while it is typed; what
// is new is asked for its type.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "trainer/authoring.h"
#include "window/components.h"
#include "window/text_field.h"

namespace attache::window {

struct FactLineWish {
  std::optional<std::size_t> added;  ///< the fact that was made
  bool close = false;
};

class FactLineBar {
 public:
  [[nodiscard]] bool open() const { return open_; }
  void begin();
  void close() { open_ = false; }
  [[nodiscard]] float height(const Ui& ui, float width) const;
  FactLineWish frame(Ui& ui, const Rect& area, Authoring& deck);
  /// What is offered to go on with, above everything: after all else is drawn.
  void draw_offers(Ui& ui);

  // For pictures and tests.
  void write(std::string subject, std::string relation, std::string object);
  void ask(const Authoring& deck);

 private:
  struct Asking {
    FactLineReading reading;
    std::vector<TextField> types;
  };
  void field(Ui& ui,
             const Rect& area,
             const Authoring& deck,
             std::size_t which,
             FactLineWish& wish);
  [[nodiscard]] bool offers_in(std::size_t which) const {
    return offers_for_ == which && !offers_.empty();
  }
  void offer_keys(Ui& ui, std::size_t which);
  void leave(Ui& ui, std::size_t which);
  void enter(Ui& ui);
  void offer(const Authoring& deck, std::size_t which);
  void complete(std::size_t which);
  void submit(Ui& ui, Authoring& deck, FactLineWish& wish);
  void add(Ui& ui, Authoring& deck, FactLineWish& wish);
  void ask_types(Ui& ui, const Rect& area, Authoring& deck, FactLineWish& wish);
  [[nodiscard]] FactLine line() const;
  [[nodiscard]] bool stacked(const Ui& ui, float width) const;
  [[nodiscard]] static float ask_height(const Ui& ui);

  bool open_ = false;
  std::optional<std::size_t> wanted_;  ///< the field that is to have the keyboard
  bool submit_ = false;
  bool asks_first_ = false;  ///< the first type that is asked for is to have the keyboard
  std::array<TextField, 3> fields_;
  std::array<bool, 3> focused_{};
  std::vector<std::string> offers_;  ///< for the field that is being written in
  std::size_t offers_for_ = 0;
  Rect offers_below_;
  int pick_ = -1;         ///< -1: none was picked, Tab takes the first
  bool refused_ = false;  ///< Escape: as it is written
  std::optional<Asking> asking_;
  std::string last_type_;
  std::string error_;
};

/// The types that a deck's entities have, the most frequent first.
[[nodiscard]] std::vector<std::string> entity_types(const Authoring& deck,
                                                    std::size_t most);

}  // namespace attache::window
