#include "result/bodies.h"

namespace motcua::result {

using http::field;
using http::object;
using http::Shape;
using http::text;

const Shape<ApproveBody>& shape_of(const ApproveBody*) {
  static const auto shape =
      object<ApproveBody>("Approving", {field("seen_version", &ApproveBody::seen_version, http::integer(0)),
                                        field("note", &ApproveBody::note, text(0, 2000))});
  return shape;
}

const Shape<HandOverBody>& shape_of(const HandOverBody*) {
  static const auto shape = object<HandOverBody>(
      "HandingOver",
      {field("seen_version", &HandOverBody::seen_version, http::integer(0)),
       field("receiver_name", &HandOverBody::receiver_name, text(2, 120, http::Pattern::line)),
       field("receiver_id_number", &HandOverBody::receiver_id_number, text(9, 12, http::Pattern::digits)),
       field("by", &HandOverBody::by)});
  return shape;
}

const Shape<ResultStored>& shape_of(const ResultStored*) {
  static const auto shape = object<ResultStored>(
      "ResultStored", {field("id", &ResultStored::id), field("version", &ResultStored::version),
                       field("status", &ResultStored::status), field("state", &ResultStored::state),
                       field("media_type", &ResultStored::media_type), field("bytes", &ResultStored::bytes),
                       field("pages", &ResultStored::pages)});
  return shape;
}

}  // namespace motcua::result
