#include <gtest/gtest.h>

#include "documents/workbook.h"

namespace motcua::documents {
namespace {

TEST(WorkbookCsv, QuotesWhatWouldTearALineAndDisarmsFormulas) {
  Workbook book;
  book.above = {"not in it"};
  book.columns = {{"Tên"}, {"Số"}, {"Tỷ lệ"}, {"Lúc"}};
  book.rows = {{std::string("Ư, \"Nà\""), std::int64_t{-3}, 0.375,
                LocalTime(*parse_date("2026-11-20")) + std::chrono::minutes(582)},
               {std::string("=1+1"), std::int64_t{0}, 1.0, LocalTime(*parse_date("2026-11-20"))},
               {std::string("hai\ndòng"), std::int64_t{7}, 0.1, LocalTime(*parse_date("2026-11-20"))}};
  EXPECT_EQ(workbook_csv(book),
            "\xEF\xBB\xBFTên,Số,Tỷ lệ,Lúc\r\n"
            "\"Ư, \"\"Nà\"\"\",-3,0.375,2026-11-20 09:42\r\n"
            "'=1+1,0,1,2026-11-20 00:00\r\n"
            "\"hai\ndòng\",7,0.1,2026-11-20 00:00\r\n");
}

}  // namespace
}  // namespace motcua::documents
