// motcua keys rotate. The next key lies beside the current one while everything is brought to it; taking its
// place is one rename, and the last thing that happens.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <ostream>
#include <thread>

#include "all_sql.h"
#include "base/clock.h"
#include "motcua/commands.h"
#include "motcua/data_directory.h"
#include "motcua/parts.h"
#include "store/directory_lock.h"
#include "store/lease.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t told_every = 100'000;
constexpr int lease_tries = 50;
constexpr std::chrono::milliseconds lease_pause{100};

// The one that writes here: SQLite locks its directory itself; of PostgreSQL the directory, and that no
// process of another machine does the background work.
struct Alone {
  std::unique_ptr<store::DirectoryLock> lock;
  std::unique_ptr<store::Lease> lease;
  std::unique_ptr<store::Store> store;
};

// The database may take a moment to see that the last holder has ended.
bool held_soon(store::Lease& lease) {
  for (int i = 0; i < lease_tries; ++i) {
    if (lease.held()) return true;
    std::this_thread::sleep_for(lease_pause);
  }
  return lease.held();
}

Alone open_alone(const StoreChoice& choice, const DataDirectory& directory) {
  store::Options wanted;
  wanted.data_directory = choice.data;
  wanted.database = choice.database.empty() ? directory.database() : choice.database;
  Alone alone;
  if (!wanted.database.empty()) {
    alone.lock = std::make_unique<store::DirectoryLock>(choice.data);
    alone.lease = store::make_lease(wanted);
    if (fs::exists(directory.socket()) || !held_soon(*alone.lease)) {
      throw std::runtime_error(
          "a motcua serves this database: stop every one of them first. If none runs here any more, remove " +
          directory.socket());
    }
  }
  alone.store = store::open(wanted);
  store::require_current(*alone.store, all_migrations());
  return alone;
}

SecretKey next_key(const DataDirectory& directory, Random& random, std::ostream& out) {
  if (!fs::exists(directory.next_key_file())) {
    replace_private(directory.next_key_file(), to_hex(random.bytes(SecretKey::size)));
  } else {
    out << "an earlier change of keys broke off here: going on\n";
  }
  return read_key(directory.next_key_file());
}

// The next key becomes the key, and what the old one was written on is overwritten before it is given up. A
// file system or disk that writes elsewhere may keep it for a while all the same.
void take_over(const DataDirectory& directory) {
  const int old = ::open(directory.key_file().c_str(), O_WRONLY | O_CLOEXEC);
  const int folder = ::open(directory.keys().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool renamed = folder >= 0 &&
                       ::rename(directory.next_key_file().c_str(), directory.key_file().c_str()) == 0 &&
                       ::fsync(folder) == 0;
  if (renamed && old >= 0) {
    const std::string nothing(2 * SecretKey::size, '0');
    if (::pwrite(old, nothing.data(), nothing.size(), 0) > 0) ::fsync(old);
  }
  if (folder >= 0) ::close(folder);
  if (old >= 0) ::close(old);
  if (!renamed) {
    throw std::runtime_error(fmt::format("cannot rename {}: check the rights of {}, then run this again",
                                         directory.next_key_file(), directory.keys()));
  }
}

}  // namespace

int rotate_keys(const StoreChoice& choice, std::ostream& out) {
  const DataDirectory directory(choice.data);
  if (!directory.initialised() || fs::exists(directory.restore_mark())) directory.key();  // says what to do
  SystemRandom random;
  const Alone alone = open_alone(choice, directory);
  const SecretKey old = read_key(directory.key_file());
  const SecretKey next = next_key(directory, random, out);
  std::int64_t told = 0;
  const auto done =
      dossier::rotate_keys(*alone.store, old, next, random, [&](const dossier::Rotated& so_far) {
        if (so_far.dossiers - told < told_every) return;
        told = so_far.dossiers;
        out << fmt::format("{} dossiers\n", told) << std::flush;
      });
  feedback::rotate_keys(*alone.store, old, next, random);
  take_over(directory);
  out << fmt::format(
      "{0} dossiers rest on the new key; the old one is destroyed. Save {1} apart from the backups now, run "
      "motcua "
      "verify --data {2}, make a backup, and start the server. Backups made before need the key saved with "
      "them.\n",
      done.dossiers, directory.keys(), choice.data);
  return 0;
}

}  // namespace motcua::app
