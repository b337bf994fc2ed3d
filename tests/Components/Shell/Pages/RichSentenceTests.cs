using Bunit;
using ExperimentAdmin.App.Shell.Pages.Words;

namespace ExperimentAdmin.Components.Shell.Pages;

public sealed class RichSentenceTests : PartTestContext
{
    [Fact]
    public void WhateverSomebodyWrote_IsShown_HoweverManyDigitsItHas()
    {
        var digits = new string('1', 200_000);

        Render<RichSentence>(parameters => parameters.Add(part => part.Text, $"from {digits} to 12.5 % of `a` b"))
            .MarkupMatches($"from {digits} to <span class=\"num\">12.5 %</span> of <code>a</code> b");
    }
}
