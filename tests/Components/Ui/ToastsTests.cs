using Bunit;
using ExperimentAdmin.App.Ui;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ExperimentAdmin.Components.Ui;

public sealed class ToastsTests : PartTestContext
{
    [Fact]
    public async Task AMessage_GoesByItself_AndAProblemStaysUntilItIsClosed()
    {
        var (toasts, host) = (Services.GetRequiredService<Toasts>(), Render<ToastHost>());
        toasts.Say("It is saved.");
        toasts.Say("It is lost.", Severity.Error);

        Clock.Advance(Toasts.Stay - TimeSpan.FromMilliseconds(1));
        host.WaitForAssertion(() => host.FindAll(".toast").Count.ShouldBe(2));
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        host.WaitForAssertion(() => host.FindAll(".toast").ShouldHaveSingleItem().TextContent.ShouldContain("It is lost."));
        Clock.Advance(TimeSpan.FromDays(1));
        toasts.Open.Count.ShouldBe(1);

        await host.InvokeAsync(() => host.Find("button").ClickAsync());
        host.FindAll(".toast").ShouldBeEmpty();
    }
}
