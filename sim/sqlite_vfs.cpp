#include "sqlite_vfs.h"

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <new>

#include "base/check.h"

namespace motcua::sim {
namespace {

// What the connections to one file share: its locks and the index of its log.
struct Shared {
  int readers = 0;  // SHARED and above
  void* reserved = nullptr;
  void* pending = nullptr;
  void* exclusive = nullptr;
  std::vector<std::unique_ptr<std::vector<char>>> regions;
  struct Slot {
    int shared = 0;
    void* exclusive = nullptr;
  };
  std::array<Slot, SQLITE_SHM_NLOCK> slots;
  int users = 0;  // of the regions
};

CrashDisk* disk = nullptr;
std::map<CrashDisk::File*, std::weak_ptr<Shared>> shared_by_file;

struct Open : sqlite3_file {
  CrashDisk::FilePtr file;
  std::shared_ptr<Shared> shared;
  int level = SQLITE_LOCK_NONE;
  bool maps = false;
  unsigned shm_shared = 0, shm_exclusive = 0;  // bits of the slots held
  std::string remove_on_close;
};

Open& self(sqlite3_file* file) { return *static_cast<Open*>(file); }

int unlock_to(Open& open, int level);

int x_shm_unmap(sqlite3_file* file, int) {
  Open& open = self(file);
  if (!open.maps) return SQLITE_OK;
  open.maps = false;
  if (--open.shared->users == 0) open.shared->regions.clear();
  return SQLITE_OK;
}

int x_close(sqlite3_file* file) {
  Open& open = self(file);
  x_shm_unmap(file, 0);
  unlock_to(open, SQLITE_LOCK_NONE);
  if (!open.remove_on_close.empty()) disk->remove(open.remove_on_close);
  open.~Open();
  return SQLITE_OK;
}

int x_read(sqlite3_file* file, void* into, int amount, sqlite3_int64 at) {
  const std::string& now = self(file).file->now;
  const auto begin = std::min<std::size_t>(static_cast<std::size_t>(at), now.size());
  const auto size = std::min<std::size_t>(static_cast<std::size_t>(amount), now.size() - begin);
  std::memcpy(into, now.data() + begin, size);
  if (size == static_cast<std::size_t>(amount)) return SQLITE_OK;
  std::memset(static_cast<char*>(into) + size, 0, static_cast<std::size_t>(amount) - size);
  return SQLITE_IOERR_SHORT_READ;
}

int x_write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 at) {
  const std::string_view bytes(static_cast<const char*>(from), static_cast<std::size_t>(amount));
  const auto outcome = disk->write(*self(file).file, static_cast<std::uint64_t>(at), bytes);
  return outcome == CrashDisk::Outcome::done ? SQLITE_OK : SQLITE_FULL;
}

int x_truncate(sqlite3_file* file, sqlite3_int64 size) {
  const auto outcome = disk->cut(*self(file).file, static_cast<std::uint64_t>(size));
  return outcome == CrashDisk::Outcome::done ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int x_sync(sqlite3_file* file, int) {
  return disk->sync(*self(file).file) == CrashDisk::Outcome::done ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int x_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(self(file).file->now.size());
  return SQLITE_OK;
}

bool another(const void* holder, const Open& open) { return holder != nullptr && holder != &open; }

int x_lock(sqlite3_file* file, int wanted) {
  Open& open = self(file);
  Shared& shared = *open.shared;
  if (open.level >= wanted) return SQLITE_OK;
  if (another(shared.exclusive, open)) return SQLITE_BUSY;
  if (open.level == SQLITE_LOCK_NONE) {
    if (another(shared.pending, open)) return SQLITE_BUSY;
    ++shared.readers;
    open.level = SQLITE_LOCK_SHARED;
  }
  if (wanted >= SQLITE_LOCK_RESERVED) {
    if (another(shared.reserved, open) || another(shared.pending, open)) return SQLITE_BUSY;
    shared.reserved = &open;
    open.level = SQLITE_LOCK_RESERVED;
  }
  if (wanted == SQLITE_LOCK_EXCLUSIVE) {
    shared.pending = &open;
    open.level = SQLITE_LOCK_PENDING;
    if (shared.readers > 1) return SQLITE_BUSY;
    shared.exclusive = &open;
    open.level = SQLITE_LOCK_EXCLUSIVE;
  }
  return SQLITE_OK;
}

int unlock_to(Open& open, int level) {
  Shared& shared = *open.shared;
  if (open.level <= level) return SQLITE_OK;
  for (void** held : {&shared.reserved, &shared.pending, &shared.exclusive}) {
    if (*held == &open) *held = nullptr;
  }
  if (level == SQLITE_LOCK_NONE) --shared.readers;
  open.level = level;
  return SQLITE_OK;
}

int x_unlock(sqlite3_file* file, int level) { return unlock_to(self(file), level); }

int x_reserved(sqlite3_file* file, int* held) {
  *held = self(file).shared->reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int x_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int x_sector_size(sqlite3_file*) { return 4096; }
// As SQLite takes every disk under Linux to be: a torn write leaves the bytes beside it alone.
int x_characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int x_shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  Open& open = self(file);
  auto& regions = open.shared->regions;
  if (!open.maps) {
    open.maps = true;
    ++open.shared->users;
  }
  *out = nullptr;
  while (static_cast<int>(regions.size()) <= region) {
    if (extend == 0) return SQLITE_OK;
    regions.push_back(std::make_unique<std::vector<char>>(static_cast<std::size_t>(size)));
  }
  *out = regions[static_cast<std::size_t>(region)]->data();
  return SQLITE_OK;
}

int x_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  Open& open = self(file);
  const unsigned mask = ((1U << (offset + count)) - 1U) & ~((1U << offset) - 1U);
  const auto for_each = [&](auto&& act) {
    for (int i = offset; i < offset + count; ++i)
      act(open.shared->slots[static_cast<std::size_t>(i)], 1U << i);
  };
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    for_each([&](Shared::Slot& slot, unsigned bit) {
      if ((open.shm_shared & bit) != 0) --slot.shared;
      if (slot.exclusive == &open) slot.exclusive = nullptr;
    });
    open.shm_shared &= ~mask;
    open.shm_exclusive &= ~mask;
    return SQLITE_OK;
  }
  bool busy = false;
  const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  for_each([&](Shared::Slot& slot, unsigned bit) {
    busy = busy || another(slot.exclusive, open);
    if (exclusive) busy = busy || slot.shared - ((open.shm_shared & bit) != 0 ? 1 : 0) > 0;
  });
  if (busy) return SQLITE_BUSY;
  for_each([&](Shared::Slot& slot, unsigned bit) {
    if (exclusive) {
      slot.exclusive = &open;
      open.shm_exclusive |= bit;
    } else if ((open.shm_shared & bit) == 0) {
      ++slot.shared;
      open.shm_shared |= bit;
    }
  });
  return SQLITE_OK;
}

void x_shm_barrier(sqlite3_file*) {}

const sqlite3_io_methods methods{2,
                                 x_close,
                                 x_read,
                                 x_write,
                                 x_truncate,
                                 x_sync,
                                 x_size,
                                 x_lock,
                                 x_unlock,
                                 x_reserved,
                                 x_control,
                                 x_sector_size,
                                 x_characteristics,
                                 x_shm_map,
                                 x_shm_lock,
                                 x_shm_barrier,
                                 x_shm_unmap,
                                 nullptr,
                                 nullptr};

int x_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  static int anonymous = 0;
  file->pMethods = nullptr;
  const std::string path = name != nullptr ? name : "anonymous-" + std::to_string(++anonymous);
  auto content = disk->open(path, (flags & SQLITE_OPEN_CREATE) != 0);
  if (!content) return SQLITE_CANTOPEN;
  Open* open = new (file) Open;
  open->file = std::move(content);
  auto& kept = shared_by_file[open->file.get()];
  open->shared = kept.lock();
  if (!open->shared) kept = open->shared = std::make_shared<Shared>();
  if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0) open->remove_on_close = path;
  file->pMethods = &methods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int x_delete(sqlite3_vfs*, const char* name, int) {
  if (!disk->exists(name)) return SQLITE_IOERR_DELETE_NOENT;
  disk->remove(name);
  return SQLITE_OK;
}

int x_access(sqlite3_vfs*, const char* name, int, int* answer) {
  *answer = disk->exists(name) ? 1 : 0;
  return SQLITE_OK;
}

int x_full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  std::strncpy(out, name, static_cast<std::size_t>(size));
  return SQLITE_OK;
}

// Seeds the salts of the log: the same in every run.
int x_randomness(sqlite3_vfs*, int size, char* out) {
  for (int i = 0; i < size; ++i) out[i] = static_cast<char>(i * 37 + 11);
  return size;
}

int x_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }

int x_time(sqlite3_vfs*, double* days) {
  *days = 2461000.5;
  return SQLITE_OK;
}

int x_error(sqlite3_vfs*, int, char*) { return 0; }

sqlite3_vfs vfs{1,
                static_cast<int>(sizeof(Open)),
                512,
                nullptr,
                "sim",
                nullptr,
                x_open,
                x_delete,
                x_access,
                x_full_path,
                nullptr,
                nullptr,
                nullptr,
                nullptr,
                x_randomness,
                x_sleep,
                x_time,
                x_error,
                nullptr,
                nullptr,
                nullptr,
                nullptr};

}  // namespace

SqliteVfs::SqliteVfs(CrashDisk& on) {
  CHECK(disk == nullptr);
  disk = &on;
  CHECK(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
}

SqliteVfs::~SqliteVfs() {
  sqlite3_vfs_unregister(&vfs);
  disk = nullptr;
  shared_by_file.clear();
}

}  // namespace motcua::sim
