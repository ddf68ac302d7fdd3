#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>

#include "base/clock.h"
#include "base/resource.h"
#include "motcua/ask_deadline.h"
#include "motcua/ask_idcard.h"
#include "motcua/ask_search.h"
#include "motcua/backup.h"
#include "motcua/catalogue_report.h"
#include "motcua/commands.h"
#include "motcua/compose.h"
#include "motcua/config.h"
#include "motcua/own_words.h"
#include "motcua/publish.h"
#include "motcua/signing.h"
#include "organisation/organisation.h"

namespace {

using namespace motcua;

// The hours of one unit, for `deadline --unit`.
std::optional<calendar::Hours> hours_of_unit(const std::string& code) {
  const auto organisation = organisation::load_organisation();
  if (organisation.find(code) == nullptr) return std::nullopt;
  const std::string name = organisation.hours_of(code);
  if (name == "default") return calendar::default_hours();
  auto hours = calendar::load_hours(resource("calendar/office_hours_" + name + ".json"));
  return hours ? std::optional(std::move(*hours)) : std::nullopt;
}

// What the options of all commands are read into.
struct Line {
  app::StoreChoice choice;
  std::string demo, file, unit, qr, language = "vi";
  std::string config, database_file;
  app::ServeOptions serve;
  app::DeadlineQuestion deadline;
  app::SearchQuestion search;
  app::BackupOptions backup;
  app::RestoreOptions restore;
  app::RankQuestion rank;
  app::PublishOptions publish;
  app::VerifyPublishedOptions published;
  std::string to, missing;
  bool json = false;
  bool store_optional = false;  // without --data it answers from what ships
  bool lost = false;            // the signing key

  Language chosen() const { return language == "en" ? Language::en : Language::vi; }
};

void store_options(CLI::App* command, Line& line) {
  command->add_option("--config", line.config, "file that says the rest, see deploy/motcua.toml");
  command->add_option("--data", line.choice.data, "directory of the installation");
  auto* database = command->add_option("--database", line.choice.database, "postgres://… instead of SQLite");
  command->add_option("--database-file", line.database_file, "file with what --database would say")
      ->excludes(database);
}

void role_option(CLI::App* command, Line& line) {
  command->add_option("--application-role", line.choice.application_role,
                      "PostgreSQL role that will serve: may add events and not change them, nor the schema");
}

void database_options(CLI::App* serve, Line& line) {
  const auto seconds = [&](const char* name, auto& limit, const char* meaning) {
    auto* option = serve->add_option_function<unsigned>(
        name, [&limit](unsigned value) { limit = std::chrono::seconds(value); }, meaning);
    option->check(CLI::Range(1, 3600));
  };
  auto& limits = line.serve.limits;
  seconds("--statement-seconds", limits.statement, "PostgreSQL: longest statement (30)");
  seconds("--lock-seconds", limits.lock, "PostgreSQL: longest wait for a row another one holds (10)");
  seconds("--idle-transaction-seconds", limits.idle_in_transaction,
          "PostgreSQL: longest silence inside a transaction (60)");
  seconds("--connect-seconds", limits.connect, "PostgreSQL: longest wait for a connection (5)");
  seconds("--silence-seconds", limits.silence, "PostgreSQL: a line without a word for so long is dead (30)");
  serve->add_option("--database-readers", line.serve.readers, "PostgreSQL: connections that read")
      ->check(CLI::Range(1, 500))
      ->capture_default_str();
  serve->add_option("--database-writers", line.serve.writers, "PostgreSQL: connections that write")
      ->check(CLI::Range(1, 500))
      ->capture_default_str();
}

void watching_options(CLI::App* serve, Line& line) {
  serve->add_option("--metrics-listen", line.serve.metrics_listen,
                    "ADDRESS:PORT of its own for /metrics, /livez and /readyz");
  serve->add_option("--log-format", line.serve.log_format, "json or logfmt")
      ->check(CLI::IsMember({"json", "logfmt"}))
      ->capture_default_str();
  serve->add_option("--log-level", line.serve.log_level, "debug, info, warn or error")
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
      ->capture_default_str();
  serve->add_option("--disk-floor-mb", line.serve.disk_floor_mb, "free megabytes below which it is not ready")
      ->capture_default_str();
  serve
      ->add_option("--drain-seconds", line.serve.drain_seconds,
                   "how long it still answers after it was told to stop")
      ->check(CLI::Range(0, 600))
      ->capture_default_str();
}

// What the configuration adds to the command line; 0, or the exit code when it is wrong.
int complete(CLI::App& cli, Line& line) {
  CLI::App* command = cli.get_subcommands().front();
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  if (command->get_option_no_throw("--config") == nullptr) return 0;
  if (!line.config.empty()) {
    const auto problems = app::apply_config(*command, *cli.get_subcommand("serve"), line.config);
    for (const auto& problem : problems) std::cerr << "motcua: " << problem << "\n";
    if (!problems.empty()) return 2;
  }
  if (line.choice.data.empty() && !line.store_optional) {
    std::cerr
        << "motcua: --data is missing: the directory of the installation, here or in the file of --config\n";
    return 2;
  }
  if (!line.database_file.empty()) line.choice.database = app::read_secret(line.database_file);
  return 0;
}

// How it answers: as lines for a person in their language, or as JSON.
void answer_options(CLI::App* command, Line& line) {
  command->add_flag("--json", line.json);
  command->add_option("--lang", line.language, "vi or en")->check(CLI::IsMember({"vi", "en"}));
}

int ask_deadline(Line& line) {
  if (!line.unit.empty()) {
    line.deadline.hours = hours_of_unit(line.unit);
    if (!line.deadline.hours) {
      std::cerr << "motcua: there is no unit " << line.unit << " today; codes stand in data/organisation\n";
      return 2;
    }
  }
  line.deadline.json = line.json;
  line.deadline.language = line.chosen();
  return app::ask_deadline(line.deadline, std::cout, std::cerr);
}

void add_questions(CLI::App& cli, Line& line, std::function<int()>& chosen) {
  auto* deadline = cli.add_subcommand("deadline", "when something received is due, and why");
  deadline->add_option("--limit", line.deadline.limit, "\"3 working-days\", same-day, none …")->required();
  deadline->add_option("--received", line.deadline.received, "2026-02-13T15:30")->required();
  deadline
      ->add_option("--pause", line.deadline.pauses, "FROM/TO while the clock stood still; may be repeated")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  deadline->add_option("--unit", line.unit, "code of the unit whose hours count");
  deadline->add_option("--calendar", line.deadline.calendar_file, "table of days off to try instead");
  answer_options(deadline, line);
  deadline->callback([&] { chosen = [&] { return ask_deadline(line); }; });

  auto* idcard = cli.add_subcommand("idcard", "what the QR code of an ID card says");
  idcard->add_option("--qr", line.qr, "the text a scanner types")->required();
  answer_options(idcard, line);
  idcard->callback([&] {
    chosen = [&] {
      return app::ask_idcard({line.qr, local_date(SystemClock().now()), line.json, line.chosen()}, std::cout,
                             std::cerr);
    };
  });

  auto* search = cli.add_subcommand("search", "which procedure a person means");
  search->add_option("QUERY", line.search.text, "in their words, or a code")->required();
  search->add_option("--top", line.search.top, "at most so many")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  search->add_option("--catalogue", line.search.catalogue_file,
                     "file of published records beside the curated procedures");
  search->add_option("--data", line.search.choice.data, "installation whose catalogue is searched");
  search->add_option("--database", line.search.choice.database, "postgres://… instead of SQLite");
  answer_options(search, line);
  search->callback([&] {
    chosen = [&] {
      line.search.json = line.json;
      line.search.language = line.chosen();
      line.search.today = local_date(SystemClock().now());
      return app::ask_search(line.search, std::cout, std::cerr);
    };
  });

  cli.add_subcommand("openapi", "the API document")->callback([&] {
    chosen = [] {
      std::cout << app::openapi_text();
      return 0;
    };
  });
}

void add_store_commands(CLI::App& cli, Line& line, std::function<int()>& chosen) {
  auto* init = cli.add_subcommand("init", "make an installation");
  store_options(init, line);
  init->add_option(
      "--demo", line.demo,
      "dienbien: the first hundred days of 2025 and the last weeks, synthetic; small: the last weeks alone");
  role_option(init, line);
  init->callback([&] { chosen = [&] { return app::init(line.choice, line.demo, std::cout, std::cerr); }; });

  auto* serve = cli.add_subcommand("serve", "serve the pages, the office app and the API");
  store_options(serve, line);
  serve->add_option("--listen", line.serve.listen, "ADDRESS:PORT")->capture_default_str();
  serve->add_option("--public-url", line.serve.public_url, "what the QR code on the receipt leads to");
  serve->add_option("--web", line.serve.web, "directory of the office app");
  serve->add_option("--trusted-proxy", line.serve.trusted_proxies,
                    "address whose X-Forwarded-For is believed");
  watching_options(serve, line);
  database_options(serve, line);
  serve->callback([&] {
    chosen = [&] {
      line.serve.choice = line.choice;
      return app::serve(line.serve, std::cout, std::cerr);
    };
  });

  auto* import = cli.add_subcommand("import", "bring in a file: published procedures, or people's words");
  import->require_subcommand(1);
  const auto add_import = [&](const char* name, const char* meaning, auto run) {
    auto* command = import->add_subcommand(name, meaning);
    command->add_option("FILE", line.file)->required();
    store_options(command, line);
    answer_options(command, line);
    command->callback([&chosen, &line, run] {
      chosen = [&line, run] {
        return run(line.choice, line.file, line.json, line.chosen(), std::cout, std::cerr);
      };
    });
  };
  add_import("catalogue", "records of procedures", app::import_catalogue_file);
  add_import("synonyms", "people's words beside those that ship; replaces the file before",
             app::import_synonyms_file);
}

void add_catalogue_commands(CLI::App& cli, Line& line, std::function<int()>& chosen) {
  auto* catalogue = cli.add_subcommand("catalogue", "the procedures of an installation, or those that ship");
  catalogue->require_subcommand(1);
  auto* report =
      catalogue->add_subcommand("report", "what is configured, published, online, and what is missing");
  store_options(report, line);
  report->add_option("--missing", line.missing, "only what lacks this part: any, limit, fee, online …");
  answer_options(report, line);
  report->callback([&] {
    line.store_optional = true;
    chosen = [&] {
      return app::report_catalogue({line.choice, line.missing, line.json, line.chosen()}, SystemClock(),
                                   std::cout, std::cerr);
    };
  });
}

int verify_either(Line& line) {
  if (line.published.published.empty()) return app::verify(line.choice, line.json, std::cout, std::cerr);
  line.published.choice = line.choice;
  line.published.json = line.json;
  return app::verify_published(line.published, std::cout, std::cerr);
}

void add_checking_commands(CLI::App& cli, Line& line, std::function<int()>& chosen) {
  auto* verify = cli.add_subcommand("verify", "check every invariant of the stored dossiers");
  store_options(verify, line);
  verify->add_flag("--json", line.json);
  verify->add_option("--published", line.published.published,
                     "check a directory of open data instead; with --data also against the events");
  verify->add_option("--key", line.published.key, "public key of the province, in hex, for --published")
      ->needs("--published");
  verify->callback([&] {
    line.store_optional = !line.published.published.empty();
    chosen = [&] { return verify_either(line); };
  });

  auto* publish = cli.add_subcommand("publish", "write the open data of all closed days into a directory");
  store_options(publish, line);
  publish->add_option("--out", line.publish.out, "directory for the files")->required();
  publish->callback([&] {
    chosen = [&] {
      line.publish.choice = line.choice;
      return app::publish(line.publish, std::cout, std::cerr);
    };
  });
}

void add_key_commands(CLI::App& cli, Line& line, std::function<int()>& chosen) {
  auto* keys = cli.add_subcommand("keys", "the installation's keys");
  auto* rotate =
      keys->add_subcommand("rotate", "make a new key, bring everything to it, destroy the old one");
  auto* anew = keys->add_subcommand("sign-anew", "make a new key that signs closed days");
  keys->require_subcommand(1);
  store_options(anew, line);
  anew->add_flag("--lost", line.lost, "the old signing key is gone and cannot vouch for the new one");
  anew->callback(
      [&] { chosen = [&] { return app::sign_anew(line.choice, line.lost, std::cout, std::cerr); }; });
  store_options(rotate, line);
  rotate->callback([&] { chosen = [&] { return app::rotate_keys(line.choice, std::cout); }; });
}

// One of three ways to name a period; more or fewer are wrong usage.
void add_rank(CLI::App& cli, Line& line, std::function<int()>& chosen) {
  auto* rank = cli.add_subcommand("rank", "places of the communes, counted from the events alone");
  store_options(rank, line);
  auto* periods = rank->add_option_group("period");
  const auto period = [&](const char* name, ranking::PeriodKind kind, const char* example) {
    periods->add_option_function<std::string>(
        name,
        [&line, kind](const std::string& text) {
          line.rank.kind = kind;
          line.rank.period = text;
        },
        example);
  };
  period("--month", ranking::PeriodKind::month, "2025-09");
  period("--quarter", ranking::PeriodKind::quarter, "2025-Q3");
  period("--year", ranking::PeriodKind::year, "2025");
  periods->require_option(1);
  rank->add_option("--by", line.rank.by, "online: share of dossiers that came online")->capture_default_str();
  answer_options(rank, line);
  rank->callback([&] {
    chosen = [&] {
      line.rank.choice = line.choice;
      line.rank.json = line.json;
      line.rank.language = line.chosen();
      return app::rank(line.rank, std::cout, std::cerr);
    };
  });
}

void add_keeping_commands(CLI::App& cli, Line& line, std::function<int()>& chosen) {
  auto* backup = cli.add_subcommand("backup", "a snapshot of database, files and keys, beside the server");
  backup->add_option("DIR", line.backup.directory, "where the snapshots lie")->required();
  store_options(backup, line);
  backup->add_option("--keep", line.backup.keep, "how many snapshots to keep; 0: all")->capture_default_str();
  backup->add_flag("--without-keys", line.backup.without_keys, "nobody can read it without a copy of keys/");
  backup->add_flag("--json", line.json);
  backup->callback([&] {
    chosen = [&] {
      line.backup.choice = line.choice;
      line.backup.json = line.json;
      return app::backup(line.backup, std::cout, std::cerr);
    };
  });

  auto* restore = cli.add_subcommand("restore", "an installation from a backup, into an empty place");
  restore->add_option("DIR", line.restore.directory, "what backup wrote")->required();
  store_options(restore, line);
  restore->add_option("--at", line.restore.at, "which snapshot, 20261122T041500Z; else the newest");
  restore->add_option("--erasures", line.restore.erasures, "file erasures of the lost installation");
  restore->add_option("--key", line.restore.key, "installation.key, for a backup without keys");
  restore
      ->add_option("--skip-numbers", line.restore.skip_numbers,
                   "dossier numbers of today that the lost installation may have given, in each series")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  restore->callback([&] {
    chosen = [&] {
      line.restore.choice = line.choice;
      return app::restore(line.restore, std::cout, std::cerr);
    };
  });

  auto* migrate =
      cli.add_subcommand("migrate", "bring the schema up to this program; --to moves to PostgreSQL");
  store_options(migrate, line);
  migrate->add_option("--to", line.to, "postgres://… of an empty database");
  role_option(migrate, line);
  migrate->callback(
      [&] { chosen = [&] { return app::migrate(line.choice, line.to, std::cout, std::cerr); }; });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App cli("Một Cửa: one-stop public administration of a Vietnamese province", "motcua");
  cli.set_version_flag("--version", app::program_version);
  cli.require_subcommand(1);
  Line line;
  std::function<int()> chosen;
  add_questions(cli, line, chosen);
  add_store_commands(cli, line, chosen);
  add_catalogue_commands(cli, line, chosen);
  add_keeping_commands(cli, line, chosen);
  add_rank(cli, line, chosen);
  add_checking_commands(cli, line, chosen);
  add_key_commands(cli, line, chosen);
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return cli.exit(wrong) == 0 ? 0 : 2;
  }
  try {
    const int wrong = complete(cli, line);
    return wrong != 0 ? wrong : chosen();
  } catch (const std::exception& failed) {
    std::cerr << "motcua: " << failed.what() << "\n";
    return 1;
  }
}
