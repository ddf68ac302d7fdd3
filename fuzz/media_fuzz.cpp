// An uploaded file, by its content: PDF, JPEG or PNG, and whether it is all there.
#include "documents/documents.h"
#include "fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace motcua;
  const auto facts = documents::sniff(ByteView(data, size));
  if (!facts) {
    fuzz::check_problems(facts.error());
    return 0;
  }
  CHECK(!facts->pages || *facts->pages > 0);
  CHECK(!documents::media_type_name(facts->media_type).empty());
  CHECK(documents::sniff(ByteView(data, size)).value() == *facts);
  return 0;
}
