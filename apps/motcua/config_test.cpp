#include "motcua/config.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

namespace motcua::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ConfigTest : public testing::Test {
 protected:
  ConfigTest() {
    serve->add_option("--data", data);
    serve->add_option("--listen", listen);
    serve->add_option("--trusted-proxy", proxies);
    serve->add_option("--drain-seconds", drain)->check(CLI::Range(0, 600));
    serve->add_flag("--quiet", quiet);
    auto* database = serve->add_option("--database", url);
    serve->add_option("--database-file", url_file)->excludes(database);
    serve->add_option("--config", config);
    verify->add_option("--data", data);
  }
  ~ConfigTest() override { std::filesystem::remove(file); }

  std::vector<std::string> apply(std::vector<std::string> line, const std::string& text) {
    std::ofstream(file) << text;
    CLI::App* command = line.front() == "verify" ? verify : serve;
    std::reverse(line.begin(), line.end());
    cli.parse(line);
    return apply_config(*command, *serve, file);
  }

  std::string file =
      std::filesystem::temp_directory_path() / fmt::format("motcua-config-{}.toml", ::getpid());
  CLI::App cli;
  CLI::App* serve = cli.add_subcommand("serve");
  CLI::App* verify = cli.add_subcommand("verify");
  std::string data, listen = "here", url, url_file, config;
  std::vector<std::string> proxies;
  unsigned drain = 7;
  bool quiet = false;
};

TEST_F(ConfigTest, FillsWhatTheCommandLineLeftOpen) {
  EXPECT_THAT(
      apply({"serve", "--listen", "there"},
            "data = '/srv'\nlisten = 'elsewhere'\ntrusted-proxy = ['127.0.0.1', '::1']\nquiet = true\n"),
      ElementsAre());
  EXPECT_EQ(data, "/srv");
  EXPECT_EQ(listen, "there") << "the command line wins";
  EXPECT_THAT(proxies, ElementsAre("127.0.0.1", "::1"));
  EXPECT_TRUE(quiet);
  EXPECT_EQ(drain, 7U) << "what nobody names keeps its value";
}

TEST_F(ConfigTest, OtherCommandsTakeWhatTheyKnow) {
  EXPECT_THAT(apply({"verify"}, "data = '/srv'\nlisten = 'elsewhere'\n"), ElementsAre());
  EXPECT_EQ(data, "/srv");
  EXPECT_EQ(listen, "here");
}

TEST_F(ConfigTest, TellsAllThatIsWrongAtOnceWithItsLine) {
  const auto problems = apply({"serve"},
                              "data = 5\n"
                              "lisen = 'a'\n"
                              "drain-seconds = '9'\n"
                              "trusted-proxy = '127.0.0.1'\n"
                              "\n"
                              "quiet = 'yes'\n"
                              "nothing-alike = 1\n"
                              "[http]\n");
  EXPECT_THAT(problems,
              ElementsAre(HasSubstr(":1: \"data\" wants a text in quotes."),
                          HasSubstr(":2: there is no key \"lisen\". Did you mean \"listen\"?"),
                          HasSubstr(":3: \"drain-seconds\" wants a whole number without quotes."),
                          HasSubstr(":4: \"trusted-proxy\" wants a list of values"),
                          HasSubstr(":6: \"quiet\" wants true or false."),
                          HasSubstr(":7: there is no key \"nothing-alike\". Known are: data, listen"),
                          HasSubstr(":8: there is no key \"http\"")));
}

TEST_F(ConfigTest, ChecksValuesAsTheCommandLineDoes) {
  EXPECT_THAT(apply({"serve"}, "\ndrain-seconds = 601\n"),
              ElementsAre(testing::AllOf(HasSubstr(":2: \"drain-seconds\": "), HasSubstr("601"))));
}

TEST_F(ConfigTest, WhatExcludesEachOtherIsSaidOrOverruled) {
  EXPECT_THAT(apply({"serve"}, "database = 'postgres://a'\ndatabase-file = '/x'\n"),
              testing::Not(testing::IsEmpty()));
}

TEST_F(ConfigTest, TheCommandLineOverrulesWhatExcludesIt) {
  EXPECT_THAT(apply({"serve", "--database", "postgres://b"}, "database-file = '/x'\n"), ElementsAre());
  EXPECT_EQ(url, "postgres://b");
  EXPECT_EQ(url_file, "");
}

TEST_F(ConfigTest, BrokenOrMissingFilesAreNamed) {
  EXPECT_THAT(apply({"serve"}, "data = 'x'\nlisten = \n"), ElementsAre(HasSubstr(".toml:2: ")));
  EXPECT_THAT(apply_config(*serve, *serve, "/nowhere/motcua.toml"), ElementsAre(HasSubstr("cannot be read")));
}

TEST_F(ConfigTest, ASecretIsOneLineThatOthersCannotRead) {
  std::ofstream(file) << "postgres://motcua:secret@db/motcua\n";
  ::chmod(file.c_str(), 0644);
  EXPECT_THROW(read_secret(file), std::runtime_error);
  ::chmod(file.c_str(), 0640);
  EXPECT_EQ(read_secret(file), "postgres://motcua:secret@db/motcua");
  std::ofstream(file, std::ios::trunc) << "";
  EXPECT_THROW(read_secret(file), std::runtime_error);
}

}  // namespace
}  // namespace motcua::app
