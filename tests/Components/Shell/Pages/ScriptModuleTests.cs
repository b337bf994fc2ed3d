using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Ui;
using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;

namespace ExperimentAdmin.Components.Shell.Pages;

public sealed class ScriptModuleTests
{
    [Fact]
    public async Task AFileThatCouldNotBeFetched_IsFetchedAgainTheNextTime()
    {
        var page = new Page { FailingImports = 1 };
        await using var script = new ScriptOf<CopyButton>(page);

        (await script.AskAsync<bool>("copy", "text")).ShouldBeFalse();
        (await script.AskAsync<bool>("copy", "text")).ShouldBeTrue();
        (await script.AskAsync<bool>("copy", "text")).ShouldBeTrue();

        page.Imports.ShouldBe(2);
    }

    [Fact]
    public async Task AFunctionThatFails_IsABug()
    {
        await using var script = new ScriptOf<CopyButton>(new Page { FailsToRun = true });

        await Should.ThrowAsync<JSException>(() => script.AskAsync<bool>("copy", "text"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AQuestionThatWentWithALostConnection_IsGivenUp_WhenAnAnswerCouldHaveComeOverTheNext(bool isFileLost)
    {
        var clock = new FakeTimeProvider();
        using var connection = new PageConnection(clock);
        await connection.OnConnectionUpAsync(null!, CancellationToken.None);
        var page = new Page { LosesImports = isFileLost, LosesAnswers = !isFileLost };
        await using var script = new ScriptOf<CopyButton>(page, connection);
        var copying = script.AskAsync<bool>("copy", "text");

        await connection.OnConnectionUpAsync(null!, CancellationToken.None);
        copying.IsCompleted.ShouldBeFalse();
        clock.Advance(PageConnection.Grace);
        (await copying).ShouldBeFalse();

        (page.LosesImports, page.LosesAnswers) = (false, false);
        (await script.AskAsync<bool>("copy", "text")).ShouldBeTrue();
    }

    /// <summary>A browser whose connection fails for a while, with the file of scripts in it.</summary>
    private sealed class Page : IJSRuntime, IJSObjectReference
    {
        public int FailingImports { get; set; }

        public bool FailsToRun { get; init; }

        public bool LosesImports { get; set; }

        public bool LosesAnswers { get; set; }

        public int Imports { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
            => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            if (identifier == "import" ? LosesImports : LosesAnswers)
            {
                return new ValueTask<TValue>(new TaskCompletionSource<TValue>().Task);
            }

            if (identifier != "import")
            {
                return FailsToRun ? ValueTask.FromException<TValue>(new JSException("It has a bug.")) : ValueTask.FromResult((TValue)(object)true);
            }

            Imports++;
            return FailingImports-- > 0
                ? ValueTask.FromException<TValue>(new JSException("Failed to fetch dynamically imported module."))
                : ValueTask.FromResult((TValue)(object)this);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
