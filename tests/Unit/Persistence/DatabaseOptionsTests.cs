using ExperimentAdmin.Core.Persistence;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Unit.Persistence;

public sealed class DatabaseOptionsTests
{
    [Fact]
    public void WithoutSettings_ItIsAFileBesideTheApplication()
    {
        var options = Read();

        options.ShouldBe(new DatabaseOptions(DatabaseProvider.Sqlite, "Data Source=/app/data/experiment-admin.db"));
        options.CommandTimeout.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Settings_AreTaken()
    {
        var options = Read(
            ("Database:Provider", "postgres"),
            ("Database:CommandTimeout", "00:00:05"),
            ("ConnectionStrings:Default", "Host=db;Database=ab"));

        options.ShouldBe(new DatabaseOptions(DatabaseProvider.Postgres, "Host=db;Database=ab")
        {
            CommandTimeout = TimeSpan.FromSeconds(5),
        });
    }

    [Fact]
    public void SeveralServers_OfWhichTheOneIsMeantThatMayBeWritten_AreTaken()
        => Read(("Database:Provider", "Postgres"), ("ConnectionStrings:Default", "Host=one,two;Database=x;Target Session Attributes=primary"))
            .ConnectionString.ShouldContain("one,two");

    [Theory]
    [InlineData("Database:Provider", "Oracle", "Sqlite or Postgres")]
    [InlineData("Database:Provider", "1", "Sqlite or Postgres")]
    [InlineData("Database:Provider", "Postgres", "needs a connection string")]
    [InlineData("Database:CommandTimeout", "soon", "Database:CommandTimeout")]
    [InlineData("Database:CommandTimeout", "00:00:00", "Database:CommandTimeout")]
    [InlineData("ConnectionStrings:Default", "nonsense", "ConnectionStrings:Default")]
    [InlineData("ConnectionStrings:Default", "Data Source=:memory:", "kept in a file")]
    [InlineData("ConnectionStrings:Default", "Data Source=a;Mode=Memory", "kept in a file")]
    [InlineData("ConnectionStrings:Default", "Data Source=file:a.db?mode=rwc", "write a path")]
    [InlineData("ConnectionStrings:Default", "Data Source=|DataDirectory|a.db", "write a path")]
    public void ASettingThatCannotBeUsed_IsRefusedInOneSentence(string key, string value, string says)
    {
        var failure = Should.Throw<StartFailureException>(() => Read((key, value)));

        failure.Message.ShouldContain(says);
        failure.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void ALink_IsFollowedOnce_SoThatTurningItChangesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("experiment-admin-link-");
        try
        {
            var real = folder.CreateSubdirectory("real");
            Directory.CreateSymbolicLink(Path.Join(folder.FullName, "current"), "real");

            Read(("ConnectionStrings:Default", $"Data Source={folder.FullName}/current/sub/x.db"))
                .ConnectionString.ShouldBe($"Data Source={real.FullName}/sub/x.db");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static DatabaseOptions Read(params (string Key, string Value)[] settings)
        => DatabaseOptions.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
                .Build(),
            "/app");
}
