using Bunit;
using ExperimentAdmin.App.Shell.Frame.Navigation;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.App.Ui;

namespace ExperimentAdmin.Components.Shell;

/// <summary>The theme is the browser's to know, which answers when it can; the version is the program's.</summary>
public sealed class PersonMenuTests : PartTestContext
{
    private readonly JSRuntimeInvocationHandler<string> _theme;

    public PersonMenuTests()
    {
        var module = JSInterop.SetupModule(ScriptOf<PersonMenu>.Path);
        module.Mode = JSRuntimeMode.Loose;
        _theme = module.Setup<string>("theme");
    }

    [Fact]
    public void NoThemeIsShownAsChosen_BeforeTheBrowserHasSaidWhich()
    {
        var menu = Open();
        Chosen(menu).ShouldBeEmpty("whoever presses the one that is shown as chosen would change nothing");

        _theme.SetResult("dark");

        menu.WaitForAssertion(() => Chosen(menu).ShouldBe(["dark"]));
    }

    [Fact]
    public async Task WhatSomebodyChoosesBeforeThat_Stays()
    {
        var menu = Open();
        await menu.InvokeAsync(() => menu.Find("input[value=system]").ChangeAsync(new() { Value = "on" }));

        _theme.SetResult("dark");
        menu.Render();

        Chosen(menu).ShouldBe(["system"]);
        JSInterop.Invocations["setTheme"].Single().Arguments.ShouldBe(["system"]);
    }

    [Fact]
    public void WhichVersionThisIs_IsSaid() => Open().Find(".version").TextContent.ShouldBe($"ExperimentAdmin {ProgramVersion.Text}");

    private static IEnumerable<string?> Chosen(IRenderedComponent<PersonMenu> menu)
        => menu.FindAll("input[name=theme]").Where(radio => radio.HasAttribute("checked")).Select(radio => radio.GetAttribute("value"));

    private IRenderedComponent<PersonMenu> Open() => Render<PersonMenu>(menu => menu.Add(part => part.Actor, Actor.Person(1, "Vic Viewer")));
}
