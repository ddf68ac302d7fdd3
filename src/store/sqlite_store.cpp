#include "store/sqlite_store.h"

#include <filesystem>

#include "store/directory_lock.h"
#include "store/pool.h"
#include "store/sql.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_filling.h"
#include "store/sqlite_inline.h"
#include "store/sqlite_writer.h"

namespace motcua::store {

namespace {

namespace fs = std::filesystem;

// The data of people lie here: nobody but the owner may look.
void make_directory(const std::string& directory) {
  std::error_code error;
  if (fs::is_directory(directory, error)) return;
  if (fs::create_directories(directory, error); error) {
    throw StoreFailed("The data directory " + directory + " cannot be made: " + error.message() +
                      ". Give another one with --data.");
  }
  fs::permissions(directory, fs::perms::owner_all, error);
}

void require_file(const std::string& file) {
  if (fs::exists(file)) return;
  throw StoreFailed("There is no database at " + file +
                    ". Give the right --data directory, or make one with " + "\"motcua init\".");
}

// What only the one writing process has; destroyed after the readers, the lock last.
struct Writing {
  Writing(const Options& options, const std::string& file) : lock(options.data_directory) {
    if (options.filling) {
      filling.emplace(file);
    } else if (options.inline_writes) {
      here.emplace(file);
    } else {
      thread.emplace(file, static_cast<std::size_t>(options.queue));
    }
  }
  void write(const std::function<bool(Writer&)>& command) {
    if (filling) return filling->write(command);
    here ? here->write(command) : thread->write(command);
  }
  DirectoryLock lock;
  std::optional<SqliteWriter> thread;    // either this
  std::optional<SqliteInline> here;      // or this
  std::optional<SqliteFilling> filling;  // or this, which is asked as well
};

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(const Options& options)
      : file_(options.data_directory + "/motcua.sqlite"),
        writing_(start(options, file_)),
        readers_(options.readers,
                 [this] { return std::make_unique<SqliteConnection>(file_, SqliteMode::reader); }) {
    if (filling() == nullptr)
      readers_.lend();  // a file that cannot be read is found now, not at the first question
  }

  Engine engine() const override { return Engine::sqlite; }

  void settle() override {
    if (auto* filling = this->filling()) filling->settle();
  }

  std::vector<std::pair<std::string, double>> figures() const override {
    if (!writing_ || !writing_->thread) return {};
    const auto now = writing_->thread->figures();
    Histogram::Figures all{{"store_commits", now.commits},
                           {"store_commands", now.commands},
                           {"store_batch_mean", now.commits > 0 ? now.commands / now.commits : 0},
                           {"store_queue_length", now.queue},
                           {"store_rollbacks", now.rollbacks},
                           {"store_replays", now.replays},
                           {"store_wal_pages", now.wal_pages}};
    writing_->thread->times().append(all);
    return all;
  }

 protected:
  void write_erased(const std::function<bool(Writer&)>& command) override {
    CHECK(writing_ != nullptr);  // opened to read only
    writing_->write(command);
  }

  void read_erased(const std::function<void(Reader&)>& query) override {
    if (auto* filling = this->filling()) return filling->read(query);
    const Inside mark(Work::read);
    auto connection = readers_.lend();
    connection->perform(sql::begin_read);
    SessionReader reader(*connection);
    try {
      query(reader);
    } catch (...) {
      end(*connection);
      throw;
    }
    end(*connection);
  }

 private:
  static std::unique_ptr<Writing> start(const Options& options, const std::string& file) {
    if (options.read_only) {
      require_file(file);
      return nullptr;
    }
    make_directory(options.data_directory);
    return std::make_unique<Writing>(options, file);
  }

  SqliteFilling* filling() { return writing_ && writing_->filling ? &*writing_->filling : nullptr; }

  // A failed statement may have ended the snapshot by itself.
  static void end(SqliteConnection& connection) {
    if (connection.in_transaction()) connection.perform(sql::rollback);
  }

  const std::string file_;
  std::unique_ptr<Writing> writing_;
  Pool<SqliteConnection> readers_;
};

}  // namespace

std::unique_ptr<Store> open_sqlite(const Options& options) { return std::make_unique<SqliteStore>(options); }

}  // namespace motcua::store
