#pragma once
// The list of decks and topics with a tick each, and their shares where they have some.

#include "window/components.h"
#include "window/quiz_topics.h"

namespace attache::window {

/// The heading with the button that chooses all or none; gives its height.
float topic_list_title(Ui& ui, TopicTree& tree, const Column& at);
/// A card with the rows; `weighted`: each topic with the stepper of its share. Gives its
/// height.
float topic_list(Ui& ui, TopicTree& tree, bool weighted, const Column& at);

}  // namespace attache::window
