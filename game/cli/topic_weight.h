#pragma once
// The value of --weight, which several commands have.

#include <string>

#include "base/result.h"
#include "study/round.h"

namespace attache::cli {

/// Reads "deck/topic=40".
Result<TopicWeight> topic_weight_in(const std::string& text);

}  // namespace attache::cli
