// What the disk keeps of the embedded store when the power fails, at its worst: of each file what was in it
// when its last finished sync began.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "store/testing.h"
#include "store/testing/contract.h"
#include "store/testing/temporary_directory.h"

namespace motcua::store {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;  // name → content

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Disk {
 public:
  explicit Disk(fs::path directory) : directory_(std::move(directory)) {
    for (const auto& entry : fs::directory_iterator(directory_))
      kept_[entry.path().filename()] = content_of(entry.path());
    watched_ = this;
  }
  ~Disk() { watched_ = nullptr; }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  static Disk* watched() { return watched_; }
  void fail() { fails_ = true; }
  void recover() { fails_ = false; }
  Files survivors() const {
    const std::lock_guard lock(mutex_);
    return kept_;
  }

  // In place of the system's own.
  int sync(int descriptor, long system_call) {
    const fs::path file = fs::read_symlink("/proc/self/fd/" + std::to_string(descriptor));
    if (file.parent_path() != directory_) return static_cast<int>(::syscall(system_call, descriptor));
    if (fails_) {
      errno = EIO;
      return -1;
    }
    std::string content = content_of(file);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // long enough to be overtaken
    const std::lock_guard lock(mutex_);
    kept_[file.filename()] = std::move(content);
    ++syncs_[file.filename()];
    return 0;
  }
  int syncs(const std::string& file) const {
    const std::lock_guard lock(mutex_);
    const auto found = syncs_.find(file);
    return found == syncs_.end() ? 0 : found->second;
  }

 private:
  static inline std::atomic<Disk*> watched_ = nullptr;
  const fs::path directory_;
  std::atomic<bool> fails_ = false;
  mutable std::mutex mutex_;
  Files kept_;
  std::map<std::string, int> syncs_;
};

}  // namespace
}  // namespace motcua::store

// The C library's names, which SQLite calls as well.
extern "C" int fdatasync(int descriptor) {
  auto* disk = motcua::store::Disk::watched();
  if (disk != nullptr) return disk->sync(descriptor, SYS_fdatasync);
  return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}
extern "C" int fsync(int descriptor) {
  auto* disk = motcua::store::Disk::watched();
  if (disk != nullptr) return disk->sync(descriptor, SYS_fsync);
  return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

namespace motcua::store {
namespace {

using Ids = std::set<std::int64_t>;

const EngineParam sqlite{Engine::sqlite, "sqlite"};
const std::string long_text(30'000, 'x');  // eight pages of the log

Ids ids_in(Store& store) {
  Ids ids;
  for (const Row& row : store.read([](Reader& r) { return r.run(contract::all); }))
    ids.insert(row.integer(0));
  return ids;
}

Ids ids_in(const Files& files) {
  const TemporaryDirectory directory("motcua-power-cut");
  for (const auto& [name, content] : files) {
    if (name.ends_with("-shm")) continue;  // memory
    std::ofstream(fs::path(directory.path()) / name, std::ios::binary) << content;
  }
  return ids_in(*open({.data_directory = directory.path()}));
}

// What somebody was told: by the answer to a write, or by a read.
class Told {
 public:
  void add(const Ids& ids) {
    const std::lock_guard lock(mutex_);
    ids_.insert(ids.begin(), ids.end());
  }
  Ids ids() const {
    const std::lock_guard lock(mutex_);
    return ids_;
  }

 private:
  mutable std::mutex mutex_;
  Ids ids_;
};

class PowerCut : public testing::Test {
 protected:
  void TearDown() override { store_.close(); }  // its thread syncs until then

  // Lets a crowd work, and looks many times at what would be left of it.
  void cut_while(const std::function<void(std::int64_t)>& work, const Told& told) {
    constexpr int cuts = 40;
    std::atomic<std::int64_t> next = 0;
    std::atomic<bool> stop = false;
    std::vector<std::thread> crowd;
    for (int i = 0; i < 4; ++i) {
      crowd.emplace_back([&] {
        while (!stop) work(++next);
      });
    }
    std::size_t last = 0;
    const auto enough = [&](int cut) { return cut >= cuts && disk_.syncs("motcua.sqlite") > 0; };
    for (int cut = 0; cut < 20 * cuts && !enough(cut); ++cut) {
      while (told.ids().size() < last + 4) std::this_thread::yield();
      last = told.ids().size();
      std::this_thread::sleep_for(std::chrono::microseconds(137 * (cut % 20)));  // at any point of a sync
      const Ids expected = told.ids();
      const Files left = disk_.survivors();
      EXPECT_TRUE(std::ranges::includes(ids_in(left), expected));
    }
    stop = true;
    for (auto& thread : crowd) thread.join();
    EXPECT_GT(disk_.syncs("motcua.sqlite"), 0) << "checkpoints were among it";
  }
  void add(std::int64_t id) {
    store_->write([&](Writer& w) { w.execute(contract::add, {id, 1, 1.0, long_text, nullptr}); });
  }

  TestStore store_{sqlite, contract::migrations};
  Disk disk_{store_.options().data_directory};
};

TEST_F(PowerCut, TakesNothingThatWasAcknowledged) {
  Told told;
  cut_while(
      [&](std::int64_t id) {
        add(id);
        told.add({id});
      },
      told);
}

TEST_F(PowerCut, TakesNothingThatWasRead) {
  Told told;
  cut_while(
      [&](std::int64_t id) {
        if (id % 2 == 0) {
          add(id);
        } else {
          told.add(ids_in(*store_));
        }
      },
      told);
}

TEST_F(PowerCut, WhatTheDiskFailsToKeepIsRefusedAndGone) {
  add(1);
  disk_.fail();
  EXPECT_THROW(add(2), StoreFailed);
  EXPECT_THAT(ids_in(*store_), testing::ElementsAre(1));
  disk_.recover();
  add(3);
  EXPECT_THAT(ids_in(disk_.survivors()), testing::ElementsAre(1, 3));
}

}  // namespace
}  // namespace motcua::store
