#include "motcua/publish.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

#include "all_sql.h"
#include "motcua/parts.h"
#include "ranking/ranking.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

store::Options reading(const StoreChoice& choice, const DataDirectory& directory) {
  store::Options options;
  options.data_directory = choice.data;
  options.database = choice.database.empty() ? directory.database() : choice.database;
  options.read_only = true;
  options.limits.statement = {};  // a large table is read to its end
  return options;
}

// Another process that serves this data closes its days itself; SQLite says so by its lock, PostgreSQL by the
// lease.
void close_what_has_ended(const StoreChoice& choice, std::ostream& err) {
  SystemClock clock;
  SystemRandom random;
  ProgramOptions options;
  options.data = choice.data;
  options.database = choice.database;
  try {
    Program program(options, clock, random);
    program.jobs().on_failure([&](const std::string& job, const std::string& what) {
      err << fmt::format("motcua: {}: {}\n", job, what);
    });
    while (program.jobs().run_due(clock.now())) {
    }
  } catch (const store::StoreFailed&) {
    return;
  }
}

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return file ? std::optional(text.str()) : std::nullopt;
}

// Whole or not at all: whoever copies the directory meanwhile gets the file before or after.
void write_file(const fs::path& path, std::string_view content) {
  const fs::path fresh = path.string() + ".new";
  {
    std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
    file << content;
    file.flush();
    if (!file)
      throw std::runtime_error(fmt::format("cannot write {}: check the disk and its rights", path.string()));
  }
  fs::rename(fresh, path);
}

// How a day's file begins: the day of another installation, or of a history that was restored, begins
// otherwise.
bool holds_day(const fs::path& path, const dossier::StoredDay& day) {
  const auto content = read_file(path);
  if (!content) return false;
  if (content->starts_with(fmt::format("{{\"statement\":{},", day.statement))) return true;
  throw std::runtime_error(fmt::format(
      "{} tells of this day otherwise than the installation does: give --out another directory, and "
      "find out why",
      path.string()));
}

int write_days(store::Store& store, UtcOffset offset, const fs::path& out) {
  int written = 0;
  LocalDate after = dossier::before_all_days;
  constexpr int page = 50;
  for (bool more = true; more;) {
    store.read([&](store::Reader& reader) {
      const auto days = dossier::days_after(reader, after, page);
      for (const auto& day : days) {
        after = day.read().day;
        const fs::path path = out / ranking::day_path(after);
        if (holds_day(path, day)) continue;
        write_file(path, dossier::day_file_of(reader, day, offset));
        ++written;
      }
      more = days.size() == page;
    });
  }
  return written;
}

PublicKey read_key_option(const std::string& hex) {
  PublicKey key{};
  const auto bytes = from_hex(hex);
  if (!bytes || bytes->size() != key.size())
    throw std::invalid_argument("--key wants the 64 hex digits of a public key");
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return key;
}

json::object report_json(const ranking::PublishedReport& report) {
  const auto date = [](const std::optional<LocalDate>& day) {
    return day ? json::value(format_iso(*day)) : json::value(nullptr);
  };
  json::object object{{"days", report.days},
                      {"events", report.events},
                      {"first_day", date(report.first_day)},
                      {"last_day", date(report.last_day)},
                      {"key", report.key ? json::value(to_hex(*report.key)) : nullptr},
                      {"fault", nullptr}};
  if (report.fault) {
    object["fault"] = json::object{{"invariant", report.fault->invariant},
                                   {"file", report.fault->file},
                                   {"detail", report.fault->detail}};
  }
  return object;
}

void report_text(const ranking::PublishedReport& report, bool with_events, bool key_known,
                 std::ostream& out) {
  if (report.fault) {
    out << fmt::format("{}: {}: {}\n{} days before it hold.\n", report.fault->invariant, report.fault->file,
                       report.fault->detail, report.days);
    return;
  }
  if (report.days == 0) {
    out << "no day is closed yet; the tables hold\n";
    return;
  }
  out << fmt::format("{} days, {} to {}, {} events: signatures, roots, order and sums hold{}\n", report.days,
                     format_iso(*report.first_day), format_iso(*report.last_day), report.events,
                     with_events ? ", and the events give the same" : "");
  out << fmt::format(
      "The last day is signed by {}{}\n", to_hex(*report.key),
      key_known ? ", the key that was given." : ": compare it with the one the province announced (--key).");
}

}  // namespace

int publish(const PublishOptions& options, std::ostream& out, std::ostream& err) {
  const DataDirectory directory(options.choice.data);
  directory.key();  // says what to do where nothing is installed
  const auto organisation = organisation::load_organisation();
  const auto& province = organisation.province();
  const auto open = [&] {
    auto store = store::open(reading(options.choice, directory));
    store::require_current(*store, all_migrations());
    return store;
  };
  open();
  close_what_has_ended(options.choice, err);
  const auto store = open();
  const fs::path target(options.out);
  fs::create_directories(target / "days");
  const int days = write_days(*store, province.offset, target);
  const auto finer = ranking::finer_tables(*store, *catalogue::load_catalogue(*store));
  const auto tables = ranking::open_data(
      *store, organisation,
      {province.code, province.name.in(Language::vi), fs::exists(directory.demo_accounts())}, finer);
  for (const auto& [path, content] : tables.files) {
    if (path != "index.json") write_file(target / path, content);
  }
  write_file(target / "index.json",
             tables.files.at("index.json"));  // last: it says up to which day all is there
  out << fmt::format("{}: {} closed days, {} of them new; check with motcua verify --published {}\n",
                     options.out, tables.days, days, options.out);
  return 0;
}

int verify_published(const VerifyPublishedOptions& options, std::ostream& out, std::ostream& err) {
  const fs::path source(options.published);
  if (!fs::is_directory(source)) {
    err << fmt::format(
        "motcua: there is no directory {}: get the open data there first (motcua publish, or what "
        "/du-lieu-mo serves)\n",
        options.published);
    return 2;
  }
  std::optional<PublicKey> key;
  try {
    if (!options.key.empty()) key = read_key_option(options.key);
  } catch (const std::invalid_argument& wrong) {
    err << "motcua: " << wrong.what() << "\n";
    return 2;
  }
  const auto organisation = organisation::load_organisation();
  std::optional<dossier::Recounts> events;
  if (!options.choice.data.empty()) {
    const DataDirectory directory(options.choice.data);
    directory.key();
    const auto store = store::open(reading(options.choice, directory));
    store::require_current(*store, all_migrations());
    events = dossier::recount_days(*store, organisation.province().offset,
                                   ranking::counts_inputs(organisation.province().offset));
  }
  auto report = ranking::check_published([&](const std::string& path) { return read_file(source / path); },
                                         organisation, key, events ? &*events : nullptr);
  if (!report.fault && key && report.key && *report.key != *key)
    report.fault = ranking::PublishedFault{"key_is_vouched", ranking::day_path(*report.last_day),
                                           "it is signed by another key than the one given"};
  if (options.json) {
    out << pretty_json(report_json(report)) << "\n";
  } else {
    report_text(report, events.has_value(), key.has_value(), out);
  }
  return report.fault ? 1 : 0;
}

}  // namespace motcua::app
