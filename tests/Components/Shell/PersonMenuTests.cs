using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Shell.Frame.Navigation;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Server;
using MudBlazor;

namespace ExperimentAdmin.Components.Shell;

/// <summary>The theme is the browser's to know, which answers when it can; the version is the program's.</summary>
public sealed class PersonMenuTests : PartTestContext
{
    private readonly JSRuntimeInvocationHandler<string> _theme;
    private readonly IRenderedComponent<MudPopoverProvider> _popovers;

    public PersonMenuTests()
    {
        var module = JSInterop.SetupModule(ScriptOf<PersonMenu>.Path);
        module.Mode = JSRuntimeMode.Loose;
        _theme = module.Setup<string>("theme");
        _popovers = Render<MudPopoverProvider>();
    }

    [Fact]
    public async Task NoThemeIsShownAsChosen_BeforeTheBrowserHasSaidWhich()
    {
        await OpenAsync();
        Chosen().ShouldBeEmpty("whoever presses the one that is shown as chosen would change nothing");

        _theme.SetResult("dark");

        _popovers.WaitForAssertion(() => Chosen().ShouldBe(["Dark theme"]));
    }

    [Fact]
    public async Task WhatSomebodyChoosesBeforeThat_Stays()
    {
        var menu = await OpenAsync();
        await _popovers.InvokeAsync(() => Items().Single(item => item.TextContent.Contains("system", StringComparison.Ordinal)).ClickAsync());

        _theme.SetResult("dark");
        menu.Render();
        await menu.InvokeAsync(() => menu.Find("button").ClickAsync());

        _popovers.WaitForAssertion(() => Chosen().ShouldBe(["Theme like the system"]));
        JSInterop.Invocations["setTheme"].Single().Arguments.ShouldBe(["system"]);
    }

    [Fact]
    public async Task WhichVersionThisIs_IsSaid()
    {
        await OpenAsync();

        _popovers.Find(".version").TextContent.ShouldBe($"ExperimentAdmin {ProgramVersion.Text}");
    }

    private IReadOnlyList<IElement> Items() => [.. _popovers.FindAll("[role=menuitem]")];

    private IEnumerable<string> Chosen() => Items().Where(item => item.QuerySelector("[title=chosen], title") is not null)
        .Select(item => item.TextContent.Replace("chosen", "", StringComparison.Ordinal).Trim());

    private async Task<IRenderedComponent<PersonMenu>> OpenAsync()
    {
        var menu = Render<PersonMenu>(menu => menu.Add(part => part.Actor, Actor.Person(1, "Vic Viewer")));
        await menu.InvokeAsync(() => menu.Find("button").ClickAsync());
        _popovers.WaitForState(() => Items().Count > 0);
        return menu;
    }
}
