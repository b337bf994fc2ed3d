using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Retention.Parts;

/// <summary>How much there is of what grows, and what a run would remove of it.</summary>
public sealed partial class RetentionStocks
{
    [Parameter, EditorRequired]
    public required RetentionView View { get; set; }

    private static string Name(RetentionKind kind) => kind is RetentionKind.Versions ? "Versions of flags, live ones too" : RetentionNames.Of(kind);

    private static string Size(long bytes) => bytes switch
    {
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{(bytes + 1023) / 1024} KB"),
        < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024m * 1024):0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024m * 1024 * 1024):0.#} GB"),
    };

    private static string Due(RetentionStock stock) => stock.Due switch
    {
        null => "Nothing: kept for ever",
        0 => "Nothing",
        > RetentionReads.MostDue => $"More than {DisplayText.Number(RetentionReads.MostDue)}",
        { } due => DisplayText.Number(due),
    };
}
