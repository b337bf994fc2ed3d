using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Features.Experiments.Forecast;
using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class WhoGetsWhatTests : WorkspaceTestContext
{
    [Fact]
    public async Task TheStripAndItsTable_SayTheSame_AndFollowTheSliders()
    {
        var part = await PartAsync(await ExperimentAsync());

        Strip(part).ShouldBe($"1,000 sample identities: control {Cell(part, 0, 2)}, big {Cell(part, 1, 2)}, bigger 0, biggest 0 and outside {Cell(part, 4, 2)}.");
        Rows(part).Select(row => row.Children[1].TextContent).ShouldBe(["10 %", "10 %", "0 %", "0 %", "80 %"]);
        int.Parse(Cell(part, 4, 2), CultureInfo.InvariantCulture).ShouldBeInRange(740, 860);

        part.Render(parameters => parameters.Add(shown => shown.Draft, part.Instance.Draft with { Percentage = new(0) }));
        Strip(part).ShouldEndWith("outside 1,000.");
        part.FindAll("[data-testid=sample-strip] path").Take(4).ShouldAllBe(path => path.GetAttribute("d") == "");
    }

    [Fact]
    public async Task EverySampleIdentity_HasOneCell()
    {
        var part = await PartAsync(await ExperimentAsync());

        part.Render(parameters => parameters.Add(shown => shown.Draft, part.Instance.Draft with { Percentage = new(10_000) }));

        part.FindAll("[data-testid=sample-strip] path").Take(4).Sum(path => path.GetAttribute("d")!.Split('M', StringSplitOptions.RemoveEmptyEntries)
            .Sum(run => int.Parse(run.Split('v')[1].Split('h')[0], CultureInfo.InvariantCulture))).ShouldBe(1_000);
    }

    [Fact]
    public async Task APastedList_IsEvaluatedWithTheExperimentsSalts_AndDownloaded()
    {
        var id = await ExperimentAsync();
        var users = Enumerable.Range(1, 40).Select(number => $"user_{number}").ToList();
        var module = Pasting(string.Join('\n', users.Append("user_7")));
        var part = await PartAsync(id);

        await Press(part, "Show who gets what");
        part.WaitForAssertion(() => part.Find("[role=status]").TextContent.ShouldBe("40 identifiers looked at; 1 line left out because they repeat others."));
        await Press(part, "Download who gets what (CSV)");

        var download = module.Invocations.Last(call => call.Identifier == "download");
        var salts = (await World.Get<ExperimentReads>().SaltsAsync(World.Manager, World.EnvironmentId, id, Cancellation))!;
        Encoding.UTF8.GetString(((MemoryStream)((DotNetStreamReference)download.Arguments[2]!).Stream).ToArray())
            .ShouldBe($"identifier,inside,arm\r\n{string.Concat(users.Select(user => Line(salts, user)))}");
    }

    [Fact]
    public async Task WithoutAnExperiment_ItIsAnExample_AndNobodyGetsAListOfIt()
    {
        Pasting("user_1");
        var part = await PartAsync(null);
        part.Find("[data-testid=example-salts]").TextContent.ShouldContain("are an example");

        await Press(part, "Show who gets what");

        part.WaitForAssertion(() => part.Find(".own table caption").TextContent.ShouldBe("Of your 1 identifier"));
        part.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("Download", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnEmptyList_IsRefusedAtItsField()
    {
        Pasting("\n");
        var part = await PartAsync(await ExperimentAsync());

        await Press(part, "Show who gets what");

        part.WaitForAssertion(() => part.Find("#field-identifiers").GetAttribute("aria-invalid").ShouldBe("true"));
        part.Find("#field-identifiers-error").TextContent.ShouldContain("Enter at least one identifier, one a line.");
    }

    [Fact]
    public async Task ATextThatIsTooLarge_IsRefusedUnread()
    {
        Pasting("user_1", length: IdentifierList.MostBytes + 1);
        var part = await PartAsync(await ExperimentAsync());

        await Press(part, "Show who gets what");

        part.WaitForAssertion(() => part.Find("#field-identifiers-error").TextContent.ShouldContain("larger than 8 MB"));
    }

    [Fact]
    public async Task ATextFile_DoesAsWell()
    {
        var part = await PartAsync(await ExperimentAsync());

        part.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("user_1\r\nuser_2\r\n", "users.txt"));

        part.WaitForAssertion(() => part.Find(".own table caption").TextContent.ShouldBe("Of your 2 identifiers"));
    }

    [Fact]
    public async Task AFileThatIsNotUtf8_IsRefused_AndNotReadSomehow()
    {
        var part = await PartAsync(await ExperimentAsync());

        part.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(Encoding.Latin1.GetBytes("j\u00fcrgen\n"), "users.txt"));

        part.WaitForAssertion(() => part.Find("#field-identifiers-error").TextContent.ShouldContain("not written in UTF-8"));
        part.FindAll(".own table").ShouldBeEmpty();
    }

    // Written down as the contract has it: 20 % enter, and of them the first half gets big.
    private static string Line(RolloutSalts salts, string user)
    {
        var key = $"{salts.HashKey}_{user}";
        var (entering, splitting) = (IdentityHash.Of(new HashSalt($"{salts.SegmentId}"), key), IdentityHash.Of(new HashSalt($"{salts.Seed}"), key));
        return entering > 20 ? $"{user},no,\r\n" : $"{user},yes,{(splitting < 50 ? "big" : "control")}\r\n";
    }

    private static string Strip(IRenderedComponent<WhoGetsWhat> part) => part.Find("[data-testid=sample-strip]").GetAttribute("aria-label")!;

    private static IReadOnlyList<IElement> Rows(IRenderedComponent<WhoGetsWhat> part) => part.FindAll("tbody tr");

    private static string Cell(IRenderedComponent<WhoGetsWhat> part, int row, int figure) => Rows(part)[row].Children[figure + 1].TextContent;

    private static Task Press(IRenderedComponent<WhoGetsWhat> part, string button)
        => part.InvokeAsync(() => part.FindAll("button").Single(candidate => candidate.TextContent.Trim() == button).ClickAsync());

    private BunitJSModuleInterop Pasting(string text, long? length = null)
    {
        var module = JSInterop.SetupModule(ScriptOf<WhoGetsWhat>.Path);
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<IJSStreamReference>("fieldText", _ => true).SetResult(new Pasted(Encoding.UTF8.GetBytes(text), length));
        return module;
    }

    private Task<int> ExperimentAsync() => World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);

    private async Task<IRenderedComponent<WhoGetsWhat>> PartAsync(int? id)
    {
        var workspace = await WorkspaceAsync(Role.Viewer);
        var view = await World.ViewAsync(id ?? await ExperimentAsync());
        var part = Render<WhoGetsWhat>(parameters => parameters
            .AddCascadingValue(workspace)
            .Add(shown => shown.Draft, RolloutDraft.Of(view.Item.Arms, view.Item.Rollout.State!))
            .Add(shown => shown.ExperimentId, id));
        part.WaitForElement("[data-testid=sample-strip]");
        return part;
    }

    private sealed class Pasted(byte[] bytes, long? length) : IJSStreamReference
    {
        public long Length => length ?? bytes.Length;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default)
            => ValueTask.FromResult<Stream>(new MemoryStream(bytes));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
