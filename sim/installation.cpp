#include "installation.h"

#include <filesystem>
#include <fstream>

namespace motcua::sim {

namespace fs = std::filesystem;

Instant template_day() { return to_instant(LocalTime(*parse_date("2025-10-31")) + std::chrono::hours(8)); }

app::ProgramOptions program_options(const std::string& directory) {
  app::ProgramOptions options;
  options.data = directory;
  options.public_url = "https://motcua.example.vn";
  options.web = directory + "/web";
  options.fast_passwords = true;
  options.inline_writes = true;
  return options;
}

Template::Template(std::string where, int how_many) : directory(std::move(where)), communes(how_many) {
  SeededRandom random(20251031);
  app::DataDirectory(directory).create(random);
  fs::create_directories(directory + "/web");
  std::ofstream(directory + "/web/index.html") << "<!doctype html>";
  DiskFate fate;
  CrashDisk disk(fate, random);
  const SqliteVfs vfs(disk);
  const ManualClock clock(template_day());
  {
    app::Program program(program_options(directory), clock, random);
    staff = make_staff(program.parts(), communes);
  }
  image = disk.image();
}

Template::~Template() {
  std::error_code error;
  fs::remove_all(directory, error);
}

}  // namespace motcua::sim
