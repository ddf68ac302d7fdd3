// JSON bodies through the described-body walker. What is read can be written and read again, and says the
// same.
#include "fuzz/property.h"
#include "identity/bodies.h"
#include "intake/bodies.h"
#include "result/bodies.h"
#include "workflow/bodies.h"
#include "workflow/filters.h"

namespace {

using namespace motcua;

template <class T>
void read(std::string_view text) {
  const auto shape = http::shape<T>();
  const auto body = shape.parse(text);
  if (!body) return fuzz::check_problems(body.error());
  const json::value written = shape.write(*body);
  const auto again = shape.parse(json::serialize(written));
  CHECK(again.has_value());
  CHECK(shape.write(*again) == written);
  CHECK(shape.canonical(*body) == canonical_json(written));
}

constexpr void (*readers[])(std::string_view) = {
    read<intake::ReceiveBody>,         read<intake::EraseBody>,        read<intake::CardText>,
    read<intake::DeadlineAsked>,       read<identity::SignInBody>,     read<identity::PasswordBody>,
    read<identity::NewOfficialBody>,   read<identity::EndPostBody>,    read<workflow::AssignBody>,
    read<workflow::SupplementAskBody>, read<workflow::SupplementBody>, read<workflow::PaymentAskBody>,
    read<workflow::ForeignCodeBody>,   read<result::HandOverBody>,     read<workflow::PauseBody>,
    read<intake::BatchBody>,           read<identity::NewCoverBody>,   read<workflow::SavedFilter>,
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::text_of(data, size);
  const auto chosen = fuzz::choose(text, std::size(readers));
  readers[chosen](text);
  return 0;
}
