using Bunit;
using ExperimentAdmin.App.Ui.Forms;
using MudBlazor;

namespace ExperimentAdmin.Components.Ui;

public sealed class SelectFieldTests : PartTestContext
{
    private static readonly (string Value, string Text)[] s_all = [("a", "Ada"), ("b", "Bob"), ("c", "Cy")];

    [Fact]
    public async Task WhereTheChoicesBecomeFewer_WhatIsLeftIsShown_AlsoWhileTheListIsOpen()
    {
        var popovers = Render<MudPopoverProvider>();
        var field = Render<SelectField<string>>(parameters => parameters
            .Add(part => part.Name, "who").Add(part => part.Label, "Who").Add(part => part.Prompt, "Nobody").Add(part => part.Options, s_all).Add(part => part.Value, "c"));
        field.Find("#field-who").GetAttribute("value").ShouldBe("Cy");
        await field.InvokeAsync(() => field.Find("#field-who").MouseDownAsync(new()));
        popovers.WaitForElements("[role=option]").Count.ShouldBe(4);

        field.Render(parameters => parameters.Add(part => part.Options, s_all[..1]));

        field.WaitForAssertion(() => field.Find("#field-who").GetAttribute("value").ShouldBe("Nobody"));
        popovers.WaitForAssertion(() => popovers.FindAll("[role=option]").Count.ShouldBe(2));
    }

    [Fact]
    public void WhereAnotherOneStandsInTheSamePlace_ThatOneIsShown()
    {
        Render<MudPopoverProvider>();
        var field = Render<SelectField<string>>(parameters => parameters
            .Add(part => part.Name, "who").Add(part => part.Label, "Who").Add(part => part.Options, s_all[..1]).Add(part => part.Value, "a"));
        field.Find("#field-who").GetAttribute("value").ShouldBe("Ada");

        field.Render(parameters => parameters.Add(part => part.Options, s_all[1..]).Add(part => part.Value, "b"));

        field.WaitForAssertion(() => field.Find("#field-who").GetAttribute("value").ShouldBe("Bob"));
    }
}
