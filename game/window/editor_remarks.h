#pragma once
// What is said of a deck under the pen, in words for people who see a form and no file.

#include <string>
#include <vector>

#include "trainer/authoring.h"

namespace attache::window {

/// The remarks as the editor says them: without the names of elements and attributes, one
/// where two say the same; those of a part together, the worst part first.
[[nodiscard]] std::vector<Remark> plainly_said(std::vector<Remark> remarks);

}  // namespace attache::window
