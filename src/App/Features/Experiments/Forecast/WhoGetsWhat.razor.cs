using System.Text;
using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace ExperimentAdmin.App.Features.Experiments.Forecast;

/// <summary>
/// Who gets what of a rollout: a sample of identities as a strip and in numbers, and a list of one's own. All are hashed
/// once; while somebody drags they are only compared anew.
/// </summary>
public sealed partial class WhoGetsWhat
{
    private const int Made = 1_000;

    // Other than the ready-made one it throws, and puts no marks in the place of what it cannot read.
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private RolloutSalts? _salts;
    private IdentitySample? _sample;
    private IdentitySample? _own;
    private FormErrors _refused = FormErrors.None;
    private string? _told;
    private readonly string _fileId = ElementIds.New("file");
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    /// <summary>Whose salts are used; null while there is no experiment.</summary>
    [Parameter]
    public int? ExperimentId { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required ScriptOf<WhoGetsWhat> Script { get; init; }

    private static string Hint => $"One a line, up to {DisplayText.Number(IdentifierList.Most)}, exactly as the application sends them: blanks count. Nothing of it is stored.";

    protected override object Subject => (Workspace.Environment.Id, ExperimentId ?? 0);

    protected override object Asked => Subject;

    private RolloutAssignment Assignment => new(Draft.Percentage, Draft.VariantSplit);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender)
        {
            await Script.LoadAsync();
        }
    }

    protected override void Forget() => (_salts, _sample, _own, _refused, _told, _busy) = (null, null, null, FormErrors.None, null, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var salts = ExperimentId is { } id ? await Reads.SaltsAsync(Workspace.Access, Workspace.Environment.Id, id, cancellation) : null;
        var sample = IdentitySample.MadeUp(salts ?? RolloutSalts.Example, Made);
        return () => (_salts, _sample) = (salts, sample);
    }

    private Task LookAtTextAsync() => LookAsync(async ()
        => await ReadFieldAsync() is { } text
            ? IdentifierList.Read(text)
            : IdentifierList.TooLarge());

    // It comes in pieces, while what is bound comes in one message, of which the server bounds the size. Null is for more than is taken.
    private async Task<string?> ReadFieldAsync()
    {
        await using var text = await Script.AskAsync<IJSStreamReference>("fieldText", ElementIds.Field("identifiers"));
        if (text is null || text.Length > IdentifierList.MostBytes)
        {
            return text is null ? string.Empty : null;
        }

        using var reader = new StreamReader(await text.OpenReadStreamAsync(IdentifierList.MostBytes));
        return await reader.ReadToEndAsync();
    }

    private Task LookAtFileAsync(InputFileChangeEventArgs chosen) => LookAsync(async () =>
    {
        if (chosen.File.Size > IdentifierList.MostBytes)
        {
            return IdentifierList.TooLarge();
        }

        try
        {
            using var reader = new StreamReader(chosen.File.OpenReadStream(IdentifierList.MostBytes), s_strict);
            return IdentifierList.Read(await reader.ReadToEndAsync());
        }
        catch (DecoderFallbackException)
        {
            return IdentifierList.NotUtf8();
        }
    });

    private async Task LookAsync(Func<Task<Result<IdentifierList>>> read)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var list = await read();
            _refused = new FormErrors(list.Errors);
            (_own, _told) = list.IsOk ? (await HashAsync(list.Value), Told(list.Value)) : (null, null);
        }
        finally
        {
            _busy = false;
        }
    }

    // Beside the page, which goes on answering meanwhile.
    private Task<IdentitySample> HashAsync(IdentifierList list)
        => Task.Run(() => new IdentitySample(_salts ?? RolloutSalts.Example, list.Identifiers));

    private static string Told(IdentifierList list) => list.Repeated == 0
        ? $"{DisplayText.Count(list.Identifiers.Count, "identifier")} looked at."
        : $"{DisplayText.Count(list.Identifiers.Count, "identifier")} looked at; {DisplayText.Count(list.Repeated, "line")} left out because they repeat others.";

    private async Task DownloadAsync()
    {
        if (_busy)
        {
            return;
        }

        var (own, assignment, arms) = (_own!, Assignment, Draft.Arms);
        _busy = true;
        try
        {
            using var file = new DotNetStreamReference(new MemoryStream(await Task.Run(() => Lines(own, assignment, arms))));
            await Script.CallAsync("download", "who-gets-what.csv", "text/csv", file);
        }
        finally
        {
            _busy = false;
        }
    }

    private static byte[] Lines(IdentitySample own, RolloutAssignment assignment, IReadOnlyList<Arm> arms)
    {
        var text = new StringBuilder(CsvLine.Of("identifier", "inside", "arm"));
        foreach (var (index, identifier) in own.Identifiers.Index())
        {
            var arm = own.ArmOf(assignment, index);
            _ = text.Append(arm == RolloutAssignment.Outside ? CsvLine.Of(identifier, "no", null) : CsvLine.Of(identifier, "yes", arms[arm].Key));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
