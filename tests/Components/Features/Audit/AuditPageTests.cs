using Bunit;
using ExperimentAdmin.App.Features.Audit;
using ExperimentAdmin.App.Features.Audit.Pages;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Audit;

public sealed class AuditPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task EachChange_SaysWhoDidWhatToWhat_WithBeforeAndAfter()
    {
        await CreateSegmentAsync();
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), name: "Big button");
        (await World.ApplyAsync(id, new() { Percentage = new(3_000) })).Error.ShouldBeNull();

        var page = await OpenAsync<AuditPage>(Role.Viewer, "audit");

        page.WaitForAssertion(() => page.FindAll("tbody [data-testid=change]").Count.ShouldBe(3));
        var newest = page.Find("[data-testid=change]");
        newest.QuerySelector("a")!.GetAttribute("href").ShouldBe($"shop/production/experiments/{id}");
        newest.TextContent.ShouldContain("rollout 20 % to 30 %");
        newest.QuerySelector("details tbody tr")!.TextContent.ShouldBe("rollout › percentage20 %30 %");
        newest.QuerySelector("p")!.TextContent.ShouldContain("changed experiment Big button");
        newest.QuerySelector("summary")!.TextContent.ShouldContain("just now");
        var oldest = page.FindAll("[data-testid=change]")[2];
        oldest.QuerySelector("p")!.TextContent.ShouldContain("created segment Staff");
        oldest.TextContent.ShouldContain("rulesall of: plan is set");
        page.FindAll("tbody > tr > td:nth-child(2)").Where(cell => cell.ClassList.Contains("wide-only")).Select(cell => cell.TextContent)
            .ShouldBe(["Production", "Production", "everywhere"]);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("?kind=segment", 1)]
    [InlineData("?kind=nonsense", 2)]
    [InlineData("?environment=production", 2)]
    [InlineData("?q=BUTTON", 1)]
    [InlineData("?from=2999-01-01", 0)]
    [InlineData("?to=2000-01-01", 0)]
    [InlineData("?from=yesterday", 2)]
    public async Task TheAddress_NarrowsTheLog(string query, int changes)
    {
        await CreateSegmentAsync();
        await World.CreateExperimentAsync(name: "Big button");

        var page = await OpenAsync<AuditPage>(Role.Viewer, $"audit{query}");

        page.WaitForAssertion(() => page.FindAll("[data-testid=change]").Count.ShouldBe(changes));
        page.FindAll(".empty").Count.ShouldBe(changes == 0 ? 1 : 0);
    }

    [Fact]
    public async Task AFilter_GoesIntoTheAddress_AndTheFileFollowsIt()
    {
        await CreateSegmentAsync();
        var page = await OpenAsync<AuditPage>(Role.Viewer, "audit");
        var manager = AuditFilter.WhoOf(World.Manager.Actor);

        await SelectAsync(page, "#field-who", World.Manager.Actor.Name);

        Here.ShouldBe($"shop/production/audit?who={manager}");
        var narrowed = await OpenAsync<AuditPage>(Role.Viewer, $"audit?who={manager}&page=2");
        narrowed.WaitForAssertion(() => narrowed.Find("a[download]").GetAttribute("href").ShouldBe($"shop/production/audit.csv?who={manager}"));
    }

    [Fact]
    public async Task BeforeAnyChange_SaysWhatWillBeHere()
    {
        await using (var db = World.Open())
        {
            await db.Set<AuditRecord>().ExecuteDeleteAsync(Cancellation);
        }

        (await OpenAsync<AuditPage>(Role.Viewer, "audit")).WaitForElement(".empty h2").TextContent.ShouldBe("Nothing was changed yet");
    }

    [Fact]
    public async Task WhatIsGone_HasNoLink()
    {
        var id = await CreateSegmentAsync();
        (await Services.GetRequiredService<DeleteSegment>().RunAsync(new(World.Manager, id), Cancellation)).Error.ShouldBeNull();

        var page = await OpenAsync<AuditPage>(Role.Viewer, "audit");

        page.WaitForAssertion(() => page.FindAll("[data-testid=change]")[0].QuerySelectorAll("a").ShouldBeEmpty());
    }

    [Fact]
    public void AFilter_KnowsKeysAndTheSystem()
    {
        var system = new AuditFilter(AuditFilter.WhoOf(Actor.System), null, null, null, null, null).ToQuery(null, 1, 10);
        (system.ActorKind, system.ActorId).ShouldBe((ActorKind.System, null));
        var key = new AuditFilter(AuditFilter.WhoOf(new Actor(ActorKind.Key, 3, "x")), AuditFilter.KindOf(AuditKind.EnvironmentKey), null, null, null, null)
            .ToQuery(null, 1, 10);
        (key.ActorKind, key.ActorId, key.Kind).ShouldBe((ActorKind.Key, 3, AuditKind.EnvironmentKey));
    }

    [Fact]
    public void ALineOfTheFile_IsQuoted_AndRunsNothing()
        => CsvLine.Of("a,b", "say \"hi\"", "=1+1", "-5", null, "plain").ShouldBe("\"a,b\",\"say \"\"hi\"\"\",'=1+1,'-5,,plain\r\n");

    private async Task<int> CreateSegmentAsync()
        => (await Services.GetRequiredService<CreateSegment>().RunAsync(
            new(World.Manager, "Staff", "", [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.IsSet, "")], [])]), Cancellation)).Value;
}
