using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Words;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared.Experiments;

/// <summary>
/// Everyone, or everyone in a segment, as one bar: the arms inside, in their colours, and a hatched part for those outside. What is not
/// served is an outline. Shares too small for their number are said below.
/// </summary>
public sealed partial class EveryoneBar
{
    // In pixels, as in the style sheet.
    private const int RoomOfNumber = 48;
    private const int RoomOfWords = 120;

    /// <summary>How many of everyone are inside.</summary>
    [Parameter, EditorRequired]
    public required BasisPoints Percentage { get; set; }

    /// <summary>How those inside are divided.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<BarArm> Arms { get; set; }

    /// <summary>A low bar without numbers, for lists; show the percentage beside it.</summary>
    [Parameter]
    public bool Small { get; set; }

    /// <summary>Whether nobody gets what it shows.</summary>
    [Parameter]
    public bool Muted { get; set; }

    /// <summary>Whether small shares are said below; not where the shares stand beside the bar anyway.</summary>
    [Parameter]
    public bool Legend { get; set; } = true;

    /// <summary>Whether all parts are named below, as who looks may not know the colours; what is not served has the names inside, where they fit.</summary>
    [Parameter]
    public bool Named { get; set; }

    /// <summary>Who the whole bar stands for: "everyone", "Beta testers".</summary>
    [Parameter]
    public string Whom { get; set; } = "everyone";

    private string Description => $"{(Muted ? "Not served. " : null)}Of {Whom}: {DisplayText.List([
        .. Arms.Where(arm => arm.Share.Value > 0 && Percentage.Value > 0).Select(Text),
        .. Percentage < BasisPoints.All ? [Outside] : Array.Empty<string>()])}";

    private string Outside => $"outside {Percentage.Rest}";

    private IEnumerable<BarPart> Parts =>
    [
        .. Arms.Select(arm => new BarPart(Text(arm), OfEveryone(arm), ArmColour.Class(arm.Index), Muted ? RoomOfWords : RoomOfNumber)),
        new(Outside, Percentage.Rest.Percent, "swatch-outside", RoomOfWords),
    ];

    private static string Width(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.####}%");

    private decimal OfEveryone(BarArm arm) => Percentage.Percent * arm.Share.Percent / 100m;

    private string Text(BarArm arm) => $"{arm.Key} {DisplayText.Percent(OfEveryone(arm))}";
}
