#include "dossier/payload_lift.h"

#include "base/check.h"
#include "dossier/shapes.h"

namespace motcua::dossier {
namespace {

using http::field;
using http::object;
using http::Shape;

template <class T>
T read(const Shape<T>& shape, const json::value& value) {
  auto payload = shape.read(value);
  CHECK(payload.has_value());
  return std::move(*payload);
}

Payload submitted_1(const json::value& value) {
  static const auto shape =
      object<Submitted>("submitted_payload_1",
                        {field("code", &Submitted::code), field("procedure", &Submitted::procedure),
                         field("catalogue_version", &Submitted::catalogue_version),
                         field("channel", &Submitted::channel), field("agencies", &Submitted::agencies),
                         field("papers", &Submitted::papers), field("return_by", &Submitted::return_by)});
  return read(shape, value);
}

struct SupplementRequested1 {
  std::vector<std::string> papers;
  std::string basis;
};

Payload supplement_requested_1(const json::value& value) {
  static const auto shape = object<SupplementRequested1>(
      "supplement_requested_payload_1",
      {field("papers", &SupplementRequested1::papers), field("basis", &SupplementRequested1::basis)});
  const auto old = read(shape, value);
  SupplementRequested asked;
  for (const auto& paper : old.papers) asked.faults.push_back({FaultKind::missing_paper, paper, old.basis});
  return asked;
}

Payload supplement_received_1(const json::value& value) {
  static const auto shape = object<SupplementReceived>(
      "supplement_received_payload_1",
      {field("papers", &SupplementReceived::papers), field("shift", &SupplementReceived::shift)});
  return read(shape, value);
}

Payload payment_settled_1(const json::value& value) {
  static const auto shape = object<PaymentSettled>(
      "payment_settled_payload_1",
      {field("fee_dong", &PaymentSettled::fee_dong), field("shift", &PaymentSettled::shift)});
  return read(shape, value);
}

Payload paused_1(const json::value& value) {
  static const auto shape = object<Paused>("paused_payload_1", {field("basis", &Paused::basis)});
  return read(shape, value);
}

Payload resumed_1(const json::value& value) {
  static const auto shape = object<Resumed>("resumed_payload_1", {field("shift", &Resumed::shift)});
  return read(shape, value);
}

struct Older {
  std::string_view type;
  int version;
  Payload (*read)(const json::value&);
};
constexpr Older all[]{{"submitted", 1, submitted_1},
                      {"supplement_requested", 1, supplement_requested_1},
                      {"supplement_received", 1, supplement_received_1},
                      {"payment_settled", 1, payment_settled_1},
                      {"paused", 1, paused_1},
                      {"resumed", 1, resumed_1}};

}  // namespace

Payload read_older_payload(std::string_view type, int version, const json::value& value) {
  const auto* found = std::find_if(std::begin(all), std::end(all), [&](const Older& each) {
    return each.type == type && each.version == version;
  });
  CHECK(found != std::end(all));
  return found->read(value);
}

}  // namespace motcua::dossier
