using System.Security.Cryptography;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>The audit log as a file.</summary>
public sealed class AuditFileTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person)
{
    [Fact]
    public async Task TheFile_SaysConditionsAsSentences_AndPercentagesAsPercentages()
    {
        _ = await World.Get<CreateSegment>().RunAsync(
            new(World.Manager, "Crew", "", [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.In, "[\"pro\",\"team\"]")], [])]), Cancellation);
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), name: "Big button");
        (await World.ApplyAsync(id, new() { Percentage = new(1_250) })).Error.ShouldBeNull();
        var viewer = await AsAsync(Role.Viewer);

        var file = await viewer.Http.GetStringAsync(new Uri("/shop/production/audit.csv", UriKind.Relative), Cancellation);

        file.ShouldContain(",rollout 20 % to 12.5 %,,rollout › percentage: 20 %,rollout › percentage: 12.5 %\r\n");
        file.ShouldContain("rules: all of: plan is one of “pro”, “team”");
        file.ShouldContain("status: draft");
        file.ShouldNotContain("1250");
        file.ShouldNotContain("{");
    }

    [Theory]
    [InlineData("First.\nvalue: forged")]
    [InlineData("First.\r\nvalue: forged")]
    [InlineData("First.\u2028value: forged")]
    public async Task TheFile_HasEachFieldInALine_WhateverSomebodyWroteIntoIt(string description)
    {
        (await World.Get<DescribeVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[0], description), Cancellation)).Error.ShouldBeNull();
        var viewer = await AsAsync(Role.Viewer);

        var file = await viewer.Http.GetStringAsync(new Uri("/shop/production/audit.csv?kind=feature", UriKind.Relative), Cancellation);

        file.ShouldContain(",,variants › big › description: First.⏎value: forged\r\n");
    }

    [Fact]
    public async Task TheFile_SaysAPicture_AndNotAllOfItsDigest()
    {
        (await World.Get<SetVariantPicture>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[0], Pictures.Dot), Cancellation)).Error.ShouldBeNull();
        var viewer = await AsAsync(Role.Viewer);

        var file = await viewer.Http.GetStringAsync(new Uri("/shop/production/audit.csv?kind=feature", UriKind.Relative), Cancellation);

        file.ShouldContain($",,variants › big › picture: a picture ({Convert.ToHexStringLower(SHA256.HashData(Pictures.Dot))[..8]})\r\n");
    }

    [Fact]
    public async Task TheFile_HasAllOfTheLog_NewestFirst_EachRecordOnce_AlsoThoseOfThisMoment()
    {
        const int Many = 50_100;
        var viewer = await AsAsync(Role.Viewer);
        await using (var db = World.Open())
        {
            _ = await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO audit_records (project_id, kind, object_key, number, object_name, object_name_folded, action, summary, actor_kind, actor_name, at)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Many})
                SELECT {World.ProjectId}, 'Segment', 'segment:9', i, 'Staff', 'staff', 'edited', 'change ' || i, 'System', 'System', {World.Clock.Now().UtcTicks}
                FROM n
                """,
                Cancellation);
        }

        var file = await viewer.Http.GetStringAsync(new Uri("/shop/production/audit.csv?kind=segment", UriKind.Relative), Cancellation);

        var lines = file.TrimEnd().Split("\r\n");
        lines[0].ShouldContain("time,who,caller");
        lines.Skip(1).Select(line => line.Split(',')[6]).ShouldBe(Enumerable.Range(1, Many).Reverse().Select(number => $"change {number}"));
    }
}
