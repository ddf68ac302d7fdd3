#pragma once
#include <functional>
#include <string>

#include "base/message.h"
#include "dossier/dossier.h"

namespace motcua::workflow {

// What happened, in the words of the history: "Giao bước Giải quyết cho Quàng Văn Thắng". `name` gives the
// name of a post, "" when unknown. Nothing private: reasons and notes are not in it.
std::string event_words(const dossier::Event& event, Language language,
                        const std::function<std::string(const Uuid& post)>& name);

}  // namespace motcua::workflow
