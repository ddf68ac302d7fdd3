#include "motcua/readiness.h"

#include <filesystem>

#include "all_sql.h"
#include "store/sql.h"

namespace motcua::app {
namespace {

constexpr std::chrono::seconds kept_for{1};
constexpr std::chrono::seconds patience{2};
constexpr const char* store_silent = "the store does not answer";

}  // namespace

Readiness::Readiness(store::Store& store, std::string directory, std::uint64_t disk_floor)
    : store_(store), directory_(std::move(directory)), disk_floor_(disk_floor) {}

std::string Readiness::unwell() {
  if (draining_) return "draining: the program is about to end";
  std::unique_lock lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (looking_since_) return now - *looking_since_ > patience ? store_silent : seen_;
  if (looked_ && now - *looked_ < kept_for) return seen_;
  looking_since_ = now;
  lock.unlock();
  auto seen = look();  // may take as long as a lost database lets us wait
  lock.lock();
  looking_since_.reset();
  looked_ = std::chrono::steady_clock::now();
  return seen_ = std::move(seen);
}

std::string Readiness::look() const {
  try {
    store_.read([](store::Reader& reader) { reader.one(store::sql::answer); });
  } catch (const std::exception&) {
    return store_silent;
  }
  try {
    store::require_current(store_, all_migrations());
  } catch (const std::exception&) {
    return "the schema is not that of this program";
  }
  std::error_code failed;
  const auto space = std::filesystem::space(directory_, failed);
  if (failed) return "the data directory cannot be read";
  if (space.available < disk_floor_) return "the disk is nearly full";
  return "";
}

}  // namespace motcua::app
