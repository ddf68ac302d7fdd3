#pragma once
#include <string>

namespace motcua::app {

// Tells the service manager that started this program ("READY=1", "STOPPING=1") through the socket it named
// in NOTIFY_SOCKET; does nothing when there is none. Protocol: sd_notify(3).
void notify_service_manager(const std::string& state);

}  // namespace motcua::app
