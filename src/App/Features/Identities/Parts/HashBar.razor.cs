using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Words;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Identities.Parts;

/// <summary>Where a hash falls among the parts of the line from 0 to 100.</summary>
public sealed partial class HashBar
{
    /// <summary>Which hash it is.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>From 0 to below 100.</summary>
    [Parameter, EditorRequired]
    public required double Hash { get; set; }

    /// <summary>From left to right.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<HashPart> Parts { get; set; }

    private string Description
        => $"{Title} {AnswerText.Hash(Hash)}: {DisplayText.List([.. Parts.Where(part => part.End > part.Start).Select(Range)])}.";

    private static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.####}%");

    private static string Range(HashPart part) => $"{part.Text} {AnswerText.Number(part.Start)} to {AnswerText.Number(part.End)}";
}
