using Bunit;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Flags;

public sealed class RequestsCardTests : WorkspaceTestContext
{
    private RequestCounts Counts => Services.GetRequiredService<RequestCounts>();

    [Fact]
    public async Task AFlagThatNobodyAskedFor_SaysSo()
    {
        var card = await CardAsync();

        card.WaitForElement("[data-testid=requests] p").TextContent.ShouldContain("How often applications reported");
        card.WaitForAssertion(() => card.Markup.ShouldContain("No application reported that it read the flag in the last 30 days."));
        card.FindAll("table").ShouldBeEmpty();
    }

    [Fact]
    public async Task Requests_AreShownAsSums_Bars_AndATableOfTheSameNumbers()
    {
        Counts.CountFlag(World.EnvironmentId, World.FeatureId, 12_000);
        World.Clock.Advance(TimeSpan.FromDays(10));
        Counts.CountFlag(World.EnvironmentId, World.FeatureId, 1);

        var card = await CardAsync();

        card.WaitForElement("[data-testid=requests-total]").TextContent.ShouldBe("12,001");
        card.Find("[data-testid=requests-today]").TextContent.ShouldBe("1");
        var bars = card.FindAll("[role=img] > span");
        bars.Count.ShouldBe(30);
        bars[19].GetAttribute("style").ShouldBe("height:100%");
        bars[20].GetAttribute("style").ShouldBe("height:0%");
        bars[29].GetAttribute("style").ShouldBe("height:4%", "little is not nothing");
        bars[29].GetAttribute("title").ShouldBe("12 March 2026: 1 request");
        card.Find("[role=img]").GetAttribute("aria-label")!.ShouldContain("most on 2 March 2026 with 12,000, today 1.");
        var rows = card.FindAll("tbody tr").Select(row => row.TextContent.Trim()).ToList();
        (rows.Count, rows[0], rows[10]).ShouldBe((30, "12 March 20261", "2 March 202612,000"));
    }

    [Fact]
    public async Task TheFlagsPage_HasIt()
    {
        Counts.CountFlag(World.EnvironmentId, World.FeatureId, 7);

        var page = await OpenAsync<FlagPage>(
            Role.Viewer, "flags/checkout_button", builder => builder
                .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production").Add(page => page.FeatureName, "checkout_button"));

        page.WaitForElement("[data-testid=requests-total]").TextContent.ShouldBe("7");
    }

    private Task<IRenderedComponent<RequestsCard>> CardAsync()
        => OpenAsync<RequestsCard>(Role.Viewer, "flags/checkout_button", builder => builder.Add(card => card.FeatureId, World.FeatureId));
}
