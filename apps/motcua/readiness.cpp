#include "motcua/readiness.h"

#include <filesystem>

#include "all_sql.h"
#include "store/sql.h"

namespace motcua::app {

Readiness::Readiness(store::Store& store, std::string directory, std::uint64_t disk_floor)
    : store_(store), directory_(std::move(directory)), disk_floor_(disk_floor) {}

std::string Readiness::unwell() {
  if (draining_) return "draining: the program is about to end";
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (looked_ == std::chrono::steady_clock::time_point{} || now - looked_ > std::chrono::seconds(1)) {
    seen_ = look();
    looked_ = std::chrono::steady_clock::now();
  }
  return seen_;
}

std::string Readiness::look() const {
  try {
    store_.read([](store::Reader& reader) { reader.one(store::sql::answer); });
  } catch (const store::StoreFailed&) {
    return "the store does not answer";
  }
  try {
    store::require_current(store_, all_migrations());
  } catch (const store::StoreFailed&) {
    return "the schema is not that of this program";
  }
  std::error_code failed;
  const auto space = std::filesystem::space(directory_, failed);
  if (failed) return "the data directory cannot be read";
  if (space.available < disk_floor_) return "the disk is nearly full";
  return "";
}

}  // namespace motcua::app
