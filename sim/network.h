#pragma once
#include "world.h"

namespace motcua::sim {

// Brings a request to the program as a browser would, over a line that loses, doubles and delays. The answer,
// or nothing when there was none to be had: then it is asked again later, with the same key.
std::optional<http::Response> ask(World& world, Asked asked);
// Asked without misfortune, for looking: pages and lists.
http::Response look(World& world, std::size_t official, http::Method method, const std::string& target,
                    const std::string& body = {});
// Copies that are still on their way, and requests that were never answered.
void deliver_late(World& world);
void ask_again(World& world);

}  // namespace motcua::sim
