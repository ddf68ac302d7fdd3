// Files of the catalogue: published records, and the stored body of a version.
#include "catalogue/catalogue.h"
#include "fuzz/property.h"

namespace {

using namespace motcua;

void check_version(const catalogue::ProcedureVersion& version) {
  const auto body = catalogue::to_body(version);
  const auto again = catalogue::from_body(body);
  if (!again) fprintf(stderr, "%s: %s\n", again.error().front().field.c_str(), body.c_str());
  CHECK(again.has_value());
  CHECK(catalogue::to_body(*again) == body);
}

void read_file(std::string_view text) {
  const auto versions = catalogue::read_records(text);
  if (!versions) return fuzz::check_problems(versions.error());
  for (const auto& version : *versions) check_version(version);
}

void read_body(std::string_view text) {
  const auto version = catalogue::from_body(text);
  if (!version) return fuzz::check_problems(version.error());
  check_version(*version);
}

void read_curated(std::string_view text) {
  const auto version = catalogue::read_curated(text);
  if (!version) return fuzz::check_problems(version.error());
  check_version(*version);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::text_of(data, size);
  switch (fuzz::choose(text, 3)) {
    case 0:
      read_file(text);
      break;
    case 1:
      read_body(text);
      break;
    default:
      read_curated(text);
  }
  return 0;
}
