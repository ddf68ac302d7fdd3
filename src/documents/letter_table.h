#pragma once
#include "documents/letter.h"
#include "documents/page_flow.h"

namespace motcua::documents {

// As wide as the flow. A row stays on one page if one can hold it, else it is continued on the next.
void put_table(PageFlow& flow, const LetterTable& table, double points);

}  // namespace motcua::documents
