#include "store/sqlite_statement.h"

#include "base/check.h"
#include "base/text.h"

namespace motcua::store {

namespace {

Value column(sqlite3_stmt* statement, int i) {
  switch (sqlite3_column_type(statement, i)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, i)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, i);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
    }
    case SQLITE_BLOB: {
      const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, i));
      return Bytes(data, data + sqlite3_column_bytes(statement, i));
    }
  }
  return std::monostate{};
}

// A text with a NUL inside is refused here because PostgreSQL refuses it: both engines keep the same texts.
int bind_text(sqlite3_stmt* statement, int index, std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return SQLITE_MISMATCH;
  const char* data = text.data() == nullptr ? "" : text.data();
  return sqlite3_bind_text64(statement, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

int bind_blob(sqlite3_stmt* statement, int index, ByteView bytes) {
  if (bytes.empty()) return sqlite3_bind_zeroblob(statement, index, 0);
  return sqlite3_bind_blob64(statement, index, bytes.data(), bytes.size(), SQLITE_STATIC);
}

}  // namespace

SqliteStatement::SqliteStatement(sqlite3* database, const Query& query) : text_(query.sqlite) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  code_ = sqlite3_prepare_v3(database, text_.data(), static_cast<int>(text_.size()),
                             SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  statement_.reset(statement);
  if (code_ != SQLITE_OK) return;
  const std::string_view left(rest, static_cast<std::size_t>(text_.data() + text_.size() - rest));
  CHECK(statement != nullptr && trim(left).empty());  // exactly one statement a file
  const int count = sqlite3_bind_parameter_count(statement);
  for (int i = 1; i <= count; ++i) {
    const std::string name = "$" + std::to_string(i);
    places_.push_back(sqlite3_bind_parameter_index(statement, name.c_str()));
    CHECK(places_.back() > 0);
  }
}

int SqliteStatement::bind(std::span<const Param> params) {
  CHECK(places_.size() == params.size());
  for (std::size_t i = 0; i < params.size(); ++i) {
    const int code = bind_one(places_[i], params[i]);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

int SqliteStatement::bind_one(int index, const Param& param) {
  sqlite3_stmt* statement = statement_.get();
  const auto& held = param.held();
  if (const auto* integer = std::get_if<std::int64_t>(&held))
    return sqlite3_bind_int64(statement, index, *integer);
  if (const auto* real = std::get_if<double>(&held)) return sqlite3_bind_double(statement, index, *real);
  if (const auto* text = std::get_if<std::string_view>(&held)) return bind_text(statement, index, *text);
  if (const auto* bytes = std::get_if<ByteView>(&held)) return bind_blob(statement, index, *bytes);
  return sqlite3_bind_null(statement, index);
}

int SqliteStatement::run(Rows& rows) {
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement_.get())) == SQLITE_ROW) rows.push_back(row());
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

Row SqliteStatement::row() const {
  const int count = sqlite3_column_count(statement_.get());
  std::vector<Value> values;
  values.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) values.push_back(column(statement_.get(), i));
  return Row(std::move(values));
}

void SqliteStatement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

}  // namespace motcua::store
