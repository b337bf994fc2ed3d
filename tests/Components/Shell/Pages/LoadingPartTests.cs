using System.Threading.Channels;
using Bunit;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Audit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Shell.Pages;

/// <summary>What no page and no part has to think of, because it loads the one way.</summary>
public sealed class LoadingPartTests : PartTestContext
{
    private readonly Channel<Question> _asked = Channel.CreateUnbounded<Question>();

    public LoadingPartTests()
    {
        Services.AddSingleton<ChangeFeed>();
        Services.AddSingleton(_asked.Writer);
    }

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    private ChangeFeed Feed => Services.GetRequiredService<ChangeFeed>();

    [Fact]
    public async Task AnotherThing_LeavesNothingOfTheOneBefore_WhileItLoads()
    {
        var part = await ShowingAsync("A", "a");

        Go(part, "B");

        Text(part).ShouldBe("B: loading");
        await AnswerAsync("B", "b");
        part.WaitForAssertion(() => Text(part).ShouldBe("B: b"));
    }

    [Fact]
    public async Task AnAnswerThatComesLate_IsNotShownUnderTheNextAddress()
    {
        var part = Show("A");
        var late = await NextAsync("A");
        Go(part, "B");
        await AnswerAsync("B", "b");

        late.Answer("a");

        await SettledAsync(part);
        Text(part).ShouldBe("B: b");
        late.Cancellation.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task BackAndForth_TheAnswerOfTheFirstVisit_IsNotShownInTheSecond()
    {
        var part = Show("A");
        var first = await NextAsync("A");
        Go(part, "B");
        var other = await NextAsync("B");
        Go(part, "A");
        var second = await NextAsync("A");

        other.Answer("b");
        first.Answer("old");
        await SettledAsync(part);
        Text(part).ShouldBe("A: loading");
        second.Answer("new");

        part.WaitForAssertion(() => Text(part).ShouldBe("A: new"));
    }

    [Fact]
    public async Task AnotherPageOfTheSameThing_IsMarked_AndOnlyTheLastOneIsShown()
    {
        var part = await ShowingAsync("A", "a");
        Go(part, "A", page: 2);
        Text(part).ShouldBe("A: a (busy)");
        var second = await NextAsync("A2");
        Go(part, "A", page: 1);

        await AnswerAsync("A", "first");
        second.Answer("second");

        await SettledAsync(part);
        Text(part).ShouldBe("A: first");
    }

    [Fact]
    public async Task OfTwoReadsOfTheSame_TheNewerStays_InWhicheverOrderTheyCome()
    {
        var part = await ShowingAsync("A", "a");
        var loads = part.InvokeAsync(() => Task.WhenAll(part.Instance.ReloadAsync(), part.Instance.ReloadAsync()));
        var (older, newer) = (await NextAsync("A"), await NextAsync("A"));

        newer.Answer("new");
        older.Answer("old");
        await loads;

        part.Render();
        Text(part).ShouldBe("A: new");
    }

    [Fact]
    public async Task WhatFails_OfSomethingThatWasLeft_IsNobodysBusiness_AndOfWhatIsShown_IsSaid()
    {
        var part = Show("A");
        var late = await NextAsync("A");
        Go(part, "B");
        await AnswerAsync("B", "b");

        late.Fail();
        await SettledAsync(part);
        Text(part).ShouldBe("B: b");

        var load = part.InvokeAsync(part.Instance.ReloadAsync);
        (await NextAsync("B")).Fail();
        await Should.ThrowAsync<InvalidOperationException>(() => load);
    }

    [Fact]
    public async Task OnceItIsGone_AnAnswerDoesNothing()
    {
        var part = Show("A");
        var (late, probe) = (await NextAsync("A"), part.Instance);
        await DisposeComponentsAsync();

        late.Answer("a");

        late.Cancellation.IsCancellationRequested.ShouldBeTrue();
        probe.Shown.ShouldBeNull();
    }

    [Fact]
    public async Task WhatChangesWhileItLoads_IsReadAfterwards()
    {
        var part = Show("A");
        var first = await NextAsync("A");

        Change("A");
        first.Answer("before");

        await AnswerAsync("A", "after");
        part.WaitForAssertion(() => Text(part).ShouldBe("A: after, told 1"));
    }

    [Fact]
    public async Task WhatWasChangedBeforeItLoaded_IsNotReadAgain_ButTold()
    {
        var part = await ShowingAsync("A", "a");

        var hasRead = true;
        await part.InvokeAsync(async () => hasRead = await part.Instance.CatchUpAsync([Committed("A") with { Turn = Feed.Turn }]));

        hasRead.ShouldBeFalse();
        Text(part).ShouldBe("A: a, told 1");
    }

    [Fact]
    public async Task AnotherProcessesChange_IsAlwaysRead()
    {
        var part = await ShowingAsync("A", "a");

        var following = part.InvokeAsync(() => part.Instance.CatchUpAsync([Committed("A")]));

        await AnswerAsync("A", "theirs");
        await following;
        Text(part).ShouldBe("A: theirs, told 1");
    }

    [Fact]
    public async Task OnesOwnSave_IsReadOnce_WhoeverReadsFirst()
    {
        var part = await ShowingAsync("A", "a");
        var saving = new TaskCompletionSource();
        part.Instance.Saving = saving.Task;
        var act = part.Find("button").ClickAsync();

        Change("A");
        var read = await NextAsync("A"); // The page heard of it before the act went on.
        saving.SetResult();
        read.Answer("saved");
        await act;

        part.WaitForAssertion(() => Text(part).ShouldStartWith("A: saved"));
        _asked.Reader.TryPeek(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task AnActBegunOnSomethingElse_NeitherReadsNorTellsThePage()
    {
        var part = await ShowingAsync("A", "a");
        var saving = new TaskCompletionSource();
        part.Instance.Saving = saving.Task;
        var act = part.Find("button").ClickAsync();
        Go(part, "B");
        await AnswerAsync("B", "b");

        saving.SetResult();
        await act;

        part.Instance.Acted.ShouldBe("left");
        Text(part).ShouldBe("B: b");
        _asked.Reader.TryPeek(out _).ShouldBeFalse();
    }

    private IRenderedComponent<Probe> Show(string id) => Render<Probe>(parameters => parameters.Add(probe => probe.Id, id));

    private async Task<IRenderedComponent<Probe>> ShowingAsync(string id, string answer)
    {
        var part = Show(id);
        await AnswerAsync(id, answer);
        part.WaitForAssertion(() => Text(part).ShouldBe($"{id}: {answer}"));
        return part;
    }

    private static void Go(IRenderedComponent<Probe> part, string id, int page = 1)
        => part.Render(parameters => parameters.Add(probe => probe.Id, id).Add(probe => probe.Page, page));

    private async Task<Question> NextAsync(string asked)
    {
        var question = await _asked.Reader.ReadAsync(Cancellation);
        question.Asked.ShouldBe(asked);
        return question;
    }

    private async Task AnswerAsync(string asked, string answer) => (await NextAsync(asked)).Answer(answer);

    // What was answered comes onto the part's own thread one after the other.
    private static Task SettledAsync(IRenderedComponent<Probe> part) => part.InvokeAsync(() => Task.CompletedTask);

    private void Change(string id) => Feed.Publish(Committed(id));

    private static string Text(IRenderedComponent<Probe> part) => part.Find("p").TextContent;

    private static ChangeFeed.Committed Committed(string id)
        => new(1, 1, new AuditKey(id), null, 2, Actor.Person(1, "Ada"), "changed", DateTimeOffset.UnixEpoch);

    /// <summary>One read, answered by the test.</summary>
    public sealed class Question(string asked, CancellationToken cancellation)
    {
        private readonly TaskCompletionSource<string> _answer = new();

        public string Asked { get; } = asked;

        public CancellationToken Cancellation { get; } = cancellation;

        public Task<string> AnswerTask => _answer.Task;

        public void Answer(string answer) => _answer.SetResult(answer);

        public void Fail() => _answer.SetException(new InvalidOperationException("Unreadable."));
    }

    [Route("probe")]
    private sealed class Probe : LoadingPart
    {
        private int _told;

        [Parameter]
        public required string Id { get; set; }

        [Parameter]
        public int Page { get; set; } = 1;

        [Inject]
        public required ChannelWriter<Question> Questions { get; init; }

        public string? Shown { get; private set; }

        public Task Saving { get; set; } = Task.CompletedTask;

        public string? Acted { get; private set; }

        protected override object Subject => Id;

        protected override object Asked => (Id, Page);

        public Task ReloadAsync() => LoadAsync();

        protected override void Forget() => (Shown, _told) = (null, 0);

        protected override bool Concerns(ChangeFeed.Committed change) => change.Key.Text == Id;

        protected override void Hear(IReadOnlyList<(ChangeFeed.Committed Change, bool IsNew)> changes) => _told += changes.Count;

        protected override async Task<Action> ReadAsync(CancellationToken cancellation)
        {
            var question = new Question(Page == 1 ? Id : $"{Id}{Page}", cancellation);
            Questions.TryWrite(question).ShouldBeTrue();
            var answer = await question.AnswerTask;
            return () => Shown = answer;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "p");
            builder.AddContent(1, $"{Id}: {Shown ?? "loading"}{(Shown is not null && IsBusy ? " (busy)" : null)}{(_told > 0 ? $", told {_told}" : null)}");
            builder.CloseElement();
            builder.OpenElement(2, "button");
            builder.AddAttribute(3, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, SaveAsync));
            builder.CloseElement();
        }

        private async Task SaveAsync()
        {
            await Saving;
            Acted = WasLeft ? "left" : "here";
            await LoadAsync();
        }
    }
}
