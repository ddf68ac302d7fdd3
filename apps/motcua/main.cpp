#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>

#include "base/clock.h"
#include "base/resource.h"
#include "motcua/ask_deadline.h"
#include "motcua/ask_idcard.h"
#include "motcua/commands.h"
#include "motcua/compose.h"
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
  app::ServeOptions serve;
  app::DeadlineQuestion deadline;
  bool json = false;

  Language chosen() const { return language == "en" ? Language::en : Language::vi; }
};

void store_options(CLI::App* command, Line& line) {
  command->add_option("--data", line.choice.data, "directory of the installation")->required();
  command->add_option("--database", line.choice.database, "postgres://… instead of SQLite");
}

void language_option(CLI::App* command, Line& line) {
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
  deadline->add_option("--pause", line.deadline.pauses, "FROM/TO while the clock stood still; may be repeated")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  deadline->add_option("--unit", line.unit, "code of the unit whose hours count");
  deadline->add_flag("--json", line.json);
  language_option(deadline, line);
  deadline->callback([&] { chosen = [&] { return ask_deadline(line); }; });

  auto* idcard = cli.add_subcommand("idcard", "what the QR code of an ID card says");
  idcard->add_option("--qr", line.qr, "the text a scanner types")->required();
  idcard->add_flag("--json", line.json);
  language_option(idcard, line);
  idcard->callback([&] {
    chosen = [&] {
      return app::ask_idcard({line.qr, local_date(SystemClock().now()), line.json, line.chosen()}, std::cout,
                             std::cerr);
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
  init->add_option("--demo", line.demo, "dienbien: synthetic officials and dossiers");
  init->callback([&] { chosen = [&] { return app::init(line.choice, line.demo, std::cout, std::cerr); }; });

  auto* serve = cli.add_subcommand("serve", "serve the pages, the office app and the API");
  store_options(serve, line);
  serve->add_option("--listen", line.serve.listen, "ADDRESS:PORT")->capture_default_str();
  serve->add_option("--public-url", line.serve.public_url, "what the QR code on the receipt leads to");
  serve->add_option("--web", line.serve.web, "directory of the office app");
  serve->add_option("--trusted-proxy", line.serve.trusted_proxies,
                    "address whose X-Forwarded-For is believed");
  serve->callback([&] {
    chosen = [&] {
      line.serve.choice = line.choice;
      return app::serve(line.serve, std::cout, std::cerr);
    };
  });

  auto* verify = cli.add_subcommand("verify", "check every invariant of the stored dossiers");
  store_options(verify, line);
  verify->add_flag("--json", line.json);
  verify->callback(
      [&] { chosen = [&] { return app::verify(line.choice, line.json, std::cout, std::cerr); }; });

  auto* import = cli.add_subcommand("import", "bring in a file of the national catalogue");
  auto* catalogue = import->add_subcommand("catalogue", "records of procedures");
  import->require_subcommand(1);
  catalogue->add_option("FILE", line.file)->required();
  store_options(catalogue, line);
  catalogue->add_flag("--json", line.json);
  language_option(catalogue, line);
  catalogue->callback([&] {
    chosen = [&] {
      return app::import_catalogue_file(line.choice, line.file, line.json, line.chosen(), std::cout,
                                        std::cerr);
    };
  });
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
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return cli.exit(wrong) == 0 ? 0 : 2;
  }
  try {
    return chosen();
  } catch (const std::exception& failed) {
    std::cerr << "motcua: " << failed.what() << "\n";
    return 1;
  }
}
