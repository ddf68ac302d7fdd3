#pragma once
#include <iosfwd>
#include <string>

#include "motcua/commands.h"

// The open data as files (ranking/published.h), and checking them. Exit codes as in commands.h; 2 when a
// place that was named does not exist.
namespace motcua::app {

struct PublishOptions {
  StoreChoice choice;
  std::string out;  // directory
};
// Writes the open data into a directory, made when it is not there. Days that lie there already stay as they
// are, so that a daily run is short; a directory with another installation's days is refused. Closes first
// what has ended, unless a server does that.
int publish(const PublishOptions& options, std::ostream& out, std::ostream& err);

struct VerifyPublishedOptions {
  std::string published;  // directory
  StoreChoice choice;     // data "": the files alone
  std::string key;        // of the province, in hex, from elsewhere; "" = whatever the files say
  bool json = false;
};
// The first thing that does not hold, or what was found whole.
int verify_published(const VerifyPublishedOptions& options, std::ostream& out, std::ostream& err);

}  // namespace motcua::app
