using Bunit;
using ExperimentAdmin.App.Features.Home.Pages;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Components.Features.Home;

public sealed class StartPageTests : SignedInTestContext
{
    [Theory]
    [InlineData(null, "shop/production")]
    [InlineData("shop/production", "shop/production")]
    [InlineData("shop/gone", "shop/production")]
    public async Task TheBrowser_IsToldWhereToGo_AndTheServerWaitsForNoAnswer(string? last, string expected)
    {
        var module = JSInterop.SetupModule("./js/shell.js");
        module.Mode = JSRuntimeMode.Loose;
        _ = module.Setup<string?>("lastLocation").SetResult(last);
        var told = new TaskCompletionSource<object?>();

        // Never answered, as by a browser that is gone.
        _ = module.Setup<object?>("replaceAddress", call => told.TrySetResult(call.Arguments[0]));
        await SignInAsync(Role.Viewer);

        _ = Render<StartPage>();

        (await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).ShouldBe(expected);
    }
}
