#pragma once
#include <vector>

#include "documents/page_flow.h"
#include "documents/receipt.h"

namespace motcua::documents {

struct TableSetting {
  double points;
  double pad_mm;  // above and below the words of a row
};

// Row 1 of form 01: the papers with their counts, as wide as the flow. The head is repeated on every page; a
// name longer than a page is continued.
void put_paper_table(PageFlow& flow, const std::vector<PaperLine>& papers, const TableSetting& setting);

}  // namespace motcua::documents
