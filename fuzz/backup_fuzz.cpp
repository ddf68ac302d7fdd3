// What a restore reads from a backup's directory, which may come from anywhere: dump, manifest, list of
// files, register of erasures. Whatever is wrong is refused in words; nothing that is named leads out of the
// directory.
#include <filesystem>
#include <fstream>

#include "base/bytes.h"
#include "fuzz/property.h"
#include "motcua/erasure_register.h"
#include "motcua/snapshot.h"

namespace {

using namespace motcua;
namespace fs = std::filesystem;

void read_dump(const std::string& file) {
  std::size_t width = 0;
  try {
    store::read_dump(file, {[&](const std::string&, const auto& columns) { width = columns.size(); },
                            [&](store::Row&& row, ByteView bytes) {
                              CHECK(row.size() == width);
                              Bytes again;
                              store::append_row(again, row);
                              CHECK(as_text(again) == as_text(bytes));
                            }});
  } catch (const store::StoreFailed& refused) {
    CHECK(std::string_view(refused.what()).find(file) != std::string_view::npos);
  }
}

void read_files(const std::string& file) {
  app::each_named_file(file, [](const app::NamedFile& named) {
    CHECK(from_hex(named.blob.sha256).has_value() && named.blob.sha256.size() == 64);
    CHECK(Uuid::parse(named.dossier.text()) == named.dossier);
  });
}

void read_register(const std::string& file) {
  std::string text;
  const auto list = app::read_erasures(file);
  for (const auto& each : list) text += app::erasure_line(each);
  std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
  CHECK(app::read_erasures(file).size() == list.size());
}

void read_manifest(const std::string& file) {
  const auto manifest = app::read_manifest(file);
  std::ofstream(file, std::ios::binary | std::ios::trunc) << app::manifest_text(manifest);
  CHECK(app::manifest_text(app::read_manifest(file)) == app::manifest_text(manifest));
}

constexpr void (*readers[])(const std::string&) = {read_dump, read_files, read_register, read_manifest};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string file = (fs::temp_directory_path() / "motcua-fuzz-backup").string();
  auto text = fuzz::text_of(data, size);
  const auto chosen = fuzz::choose(text, std::size(readers));
  std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
  try {
    readers[chosen](file);
  } catch (const CheckFailed&) {
    throw;
  } catch (const std::runtime_error& refused) {
    CHECK(std::string_view(refused.what()).find(file) != std::string_view::npos);
  }
  return 0;
}
