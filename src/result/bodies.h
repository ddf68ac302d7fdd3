#pragma once
#include <optional>
#include <string>

#include "dossier/dossier.h"
#include "http/shape.h"

namespace motcua::result {

struct ApproveBody {
  std::int64_t seen_version = 0;
  std::optional<std::string> note;
};
struct HandOverBody {
  std::int64_t seen_version = 0;
  std::string receiver_name;
  std::optional<std::string> receiver_id_number;
  dossier::ReturnBy by = dossier::ReturnBy::counter;
};
struct ResultStored {
  Uuid id;
  std::int64_t version = 0;
  int status = 0;
  std::string state, media_type;
  std::int64_t bytes = 0;
  std::optional<std::int64_t> pages;
};

const http::Shape<ApproveBody>& shape_of(const ApproveBody*);
const http::Shape<HandOverBody>& shape_of(const HandOverBody*);
const http::Shape<ResultStored>& shape_of(const ResultStored*);

}  // namespace motcua::result
