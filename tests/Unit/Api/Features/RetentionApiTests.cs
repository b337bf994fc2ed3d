using System.Globalization;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>How long audit records and versions are kept, over HTTP.</summary>
public sealed class RetentionApiTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Key)
{
    private const string Retention = "/api/v1/retention/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("experiment-admin-archive-");

    protected override IReadOnlyDictionary<string, string?> Settings
        => new Dictionary<string, string?>(StringComparer.Ordinal) { ["Retention:ArchiveFolder"] = Path.Join(_folder.FullName, "old") };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task TheDays_AreRead_Put_AndRefused()
    {
        var instance = await InstanceAsync();
        var read = (await instance.GetAsync(Retention)).ShouldBe(200);
        read.Json["environment_record_days"].ShouldBeNull();
        read.Json["archive_folder"]!.GetValue<string>().ShouldBe(Path.Join(_folder.FullName, "old"));
        read.ETag.ShouldBe("\"0\"");

        var put = (await instance.PutAsync(Retention, new JsonObject { ["environment_record_days"] = 30, ["version_days"] = 7 }, ("If-Match", read.ETag!))).ShouldBe(200);

        put.Json["environment_record_days"]!.GetValue<int>().ShouldBe(30);
        put.Json["project_record_days"].ShouldBeNull();
        put.ETag.ShouldBe("\"1\"");
        (await instance.PutAsync(Retention, new JsonObject { ["version_days"] = null }, ("If-Match", read.ETag!))).ShouldBeProblem(412, "stale_revision");
        foreach (var nothing in (JsonObject[])[[], new JsonObject { ["versions_days"] = 7 }])
        {
            (await instance.PutAsync(Retention, nothing)).ShouldBe(400).Text.ShouldContain("environment_record_days");
        }

        var some = (await instance.PutAsync(Retention, new JsonObject { ["version_days"] = null, ["instance_record_day"] = 1 })).ShouldBe(200);
        some.Json["version_days"].ShouldBeNull();
        some.Json["environment_record_days"]!.GetValue<int>().ShouldBe(30);
        (await instance.PutAsync(Retention, new JsonObject { ["version_days"] = 0, ["project_record_days"] = "soon" }))
            .ShouldBeProblem(400, "invalid", "version_days").ShouldBeProblem(400, "invalid", "project_record_days");
        (await instance.GetAsync("/api/v1/audit/?kind=retention")).Rows("object").ShouldBe(["retention:1", "retention:1"]);
        (await (await AsAsync(Role.Administrator)).GetAsync(Retention)).ShouldBeProblem(403, "not_instance_administrator");
    }

    [Fact]
    public async Task ARun_IsStarted_AndSaysWhatItRemovedAndWhereItIs()
    {
        var instance = await InstanceAsync();
        await World.CreateExperimentAsync();
        await World.AddOldRecordsAsync();

        (await instance.PostAsync($"{Retention}run/")).ShouldBe(200).Json["runs"]!.AsArray().ShouldBeEmpty();
        var put = (await instance.PutAsync(Retention, new JsonObject { ["project_record_days"] = 30 })).ShouldBe(200);
        put.Json["stocks"]!.AsArray().Single(stock => stock!["kind"]!.GetValue<string>() == "project_records")!["due"]!.GetValue<int>().ShouldBe(2);

        var ran = (await instance.PostAsync($"{Retention}run/")).ShouldBe(200);

        var run = ran.Json["runs"]!.AsArray().ShouldHaveSingleItem()!;
        run["removed"]!.GetValue<int>().ShouldBe(2);
        run["fault"].ShouldBeNull();
        File.Exists(Path.Join(_folder.FullName, "old", run["file"]!.GetValue<string>())).ShouldBeTrue();
        var newest = (await instance.GetAsync("/api/v1/audit/?kind=retention")).Rows("summary")[0];
        newest.ShouldBe(string.Create(
            CultureInfo.InvariantCulture,
            $"2 audit records of projects from before {World.Clock.GetUtcNow() - TimeSpan.FromDays(30):yyyy-MM-dd} were archived to {run["file"]} and removed"));
    }
}
