#pragma once
#include "dossier/payload.h"
#include "http/shape.h"

// Descriptions of the values that events share with the API.
namespace motcua::catalogue {

const http::Shape<Channel>& shape_of(const Channel*);

}  // namespace motcua::catalogue

namespace motcua::dossier {

const http::Shape<ReturnBy>& shape_of(const ReturnBy*);
const http::Shape<Agencies>& shape_of(const Agencies*);
const http::Shape<PaperCount>& shape_of(const PaperCount*);
const http::Shape<SkippedDay>& shape_of(const SkippedDay*);
const http::Shape<Promise>& shape_of(const Promise*);
const http::Shape<PlannedStep>& shape_of(const PlannedStep*);
const http::Shape<Shift>& shape_of(const Shift*);
const http::Shape<AskedFault>& shape_of(const AskedFault*);

}  // namespace motcua::dossier
