using Bunit;
using ExperimentAdmin.App.Shell.Pages.Acting;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ExperimentAdmin.Components.Shell.Pages;

public sealed class ToastsTests : PartTestContext
{
    [Fact]
    public void WhatWasDone_IsSaidForAWhile_AndAProblemStays()
    {
        var (toasts, bar) = (Services.GetRequiredService<Toasts>(), Render<MudSnackbarProvider>());
        toasts.Say("It is lost.", Severity.Error);
        toasts.Say("It is saved.");
        bar.WaitForAssertion(() => bar.FindAll("[role=alert]").Count.ShouldBe(2));

        Pass(TimeSpan.FromSeconds(1));
        bar.FindAll("[role=alert]").Count.ShouldBe(2);
        Pass(Toasts.Stay + TimeSpan.FromDays(1));

        bar.WaitForAssertion(() => bar.FindAll("[role=alert]").ShouldHaveSingleItem().TextContent.ShouldContain("It is lost."));
    }

    [Fact]
    public async Task WhatIsSaid_TakesThePlaceOfWhatWasSaidBefore_AndAProblemStaysUntilItIsClosed()
    {
        var (toasts, bar) = (Services.GetRequiredService<Toasts>(), Render<MudSnackbarProvider>());
        IReadOnlyList<string> Said() => [.. bar.FindAll("[role=alert] .mud-snackbar-content-message").Select(said => said.TextContent.Trim())];

        toasts.Say("It is paused.");
        toasts.Say("It is lost.", Severity.Error);
        toasts.Say("It is running.");
        bar.WaitForAssertion(() => Said().ShouldBe(["It is lost.", "It is running."], ignoreOrder: true));

        var problem = bar.FindAll("[role=alert]").Single(said => said.TextContent.Contains("lost", StringComparison.Ordinal));
        await bar.InvokeAsync(() => problem.QuerySelector("button")!.ClickAsync());
        Clock.Advance(TimeSpan.FromSeconds(1)); // While it fades.
        bar.WaitForAssertion(() => Said().ShouldBe(["It is running."]));
    }

    // It comes, stays and goes, one after the other.
    private void Pass(TimeSpan time)
    {
        for (var stage = 0; stage < 3; stage++)
        {
            Clock.Advance(time);
        }
    }
}
