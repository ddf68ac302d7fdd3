#include "motcua/commands.h"

#include <fstream>
#include <ostream>
#include <sstream>

#include "all_sql.h"
#include "motcua/command_socket.h"
#include "motcua/demo.h"
#include "motcua/import_catalogue.h"
#include "motcua/parts.h"
#include "store/rights.h"

namespace motcua::app {
namespace {

ProgramOptions options_of(const StoreChoice& choice) {
  ProgramOptions options;
  options.data = choice.data;
  options.database = choice.database;
  return options;
}

// One administrator for the province; who it is, the province decides at first sign-in.
std::string create_administrator(Program::Parts& parts) {
  identity::NewOfficial asked;
  asked.account = "admin";
  asked.display_name = "Quản trị hệ thống";
  const auto& province = parts.organisation.province();
  asked.posts.push_back({{}, "administrator", province.code, "", "Quản trị", parts.identity.today(), {}});
  auto created = parts.identity.accounts.create_official(asked);
  CHECK(created.has_value());
  return created->temporary_password;
}

// Before anything is made: half an installation would have to be cleared away by hand.
void require_role(const StoreChoice& choice) {
  store::Options wanted;
  wanted.data_directory = choice.data;
  wanted.database = choice.database;
  if (choice.database.empty()) throw store::StoreFailed("--application-role wants --database postgres://…");
  store::require_role(*store::open(wanted), choice.application_role);
}

}  // namespace

int init(const StoreChoice& choice, const std::string& demo, std::ostream& out, std::ostream& err) {
  const auto kind = demo_kind(demo);
  if (!demo.empty() && !kind) {
    err << fmt::format("motcua: there is no demo \"{}\"; known: dienbien, small\n", demo);
    return 2;
  }
  if (!choice.application_role.empty()) require_role(choice);
  // The demo happened before now, so its installation begins then.
  const Instant now = SystemClock().now();
  DemoClock clock(kind ? demo_start(*kind, now) : now);
  SystemRandom random;
  const DataDirectory directory(choice.data, DataDirectory::For::making);
  directory.create(random);
  if (choice.application_role.empty()) directory.remember_database(choice.database);
  std::string password;
  {
    auto options = options_of(choice);
    options.making = true;
    Program program(options, clock, random);
    if (!choice.application_role.empty()) {
      store::grant_application(program.store(), choice.application_role);
    }
    password = create_administrator(program.parts());
    if (kind) fill_demo(program.parts(), clock, *kind, now, out);
    program.parts().figures.rebuild();  // so that pages have figures from the first moment on
    program.settle();
  }
  directory.finish();
  out << fmt::format("{} is ready.\nAdministrator: admin / {} (shown once; change it at the first sign-in)\n",
                     choice.data, password);
  return 0;
}

int import_catalogue_file(const StoreChoice& choice, const std::string& file, bool json, Language language,
                          std::ostream& out, std::ostream& err) {
  std::ifstream input(file, std::ios::binary);
  std::stringstream content;
  content << input.rdbuf();
  if (!input) {
    err << fmt::format("motcua: cannot read {}\n", file);
    return 2;
  }
  const DataDirectory directory(choice.data);
  const std::string command = fmt::format("import-catalogue {}{}", tag_of(language), json ? " json" : "");
  if (const auto handed = hand_to_server(directory.socket(), command, content.str())) {
    (handed->exit_code == 0 || json ? out : err) << handed->text;
    return handed->exit_code;
  }
  SystemClock clock;
  SystemRandom random;
  Program program(options_of(choice), clock, random);
  const auto report = import_catalogue(program.store(), file, clock);
  if (!report) {
    if (json) out << pretty_json(import_refusal_json(report.error(), language)) << "\n";
    if (!json) err << import_refusal_text(report.error(), language);
    return 1;
  }
  out << (json ? pretty_json(import_report_json(*report)) + "\n" : import_report_text(*report, language));
  return 0;
}

}  // namespace motcua::app
