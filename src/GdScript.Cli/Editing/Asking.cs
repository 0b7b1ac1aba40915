namespace GdScript.Cli.Editing;

/// <summary>The kinds of questions to the advisor: of each only the latest is of interest.</summary>
internal enum Question
{
    Colours,
    Suggestions,
    Signature,
}

/// <summary>
/// Asks beside the typing. There is one question of a kind under way; a newer one cancels it, and waits until it has given up, so
/// that an advisor that does not listen is slow but never asked twice at once. Late answers are dropped.
/// </summary>
internal sealed class Asking : IDisposable
{
    private readonly Lane[] lanes = [.. Enum.GetValues<Question>().Select(_ => new Lane())];

    /// <summary>Asks a question.</summary>
    /// <param name="kind">Whose earlier question it replaces.</param>
    /// <param name="question">Runs on another thread. When it throws there is no answer.</param>
    /// <param name="heard">What the answer is for; runs where <paramref name="deliver"/>ed actions run.</param>
    /// <param name="deliver">Takes the answer to the thread of the editor.</param>
    /// <returns>Ends when the answer is delivered, or there will be none.</returns>
    public Task Ask<T>(Question kind, Func<CancellationToken, T> question, Action<T> heard, Action<Action> deliver)
    {
        var lane = lanes[(int)kind];
        return lane.Start(
            (turn, stop) =>
            {
                var answer = question(stop);
                deliver(() =>
                {
                    if (lane.IsLatest(turn))
                        heard(answer);
                });
            }
        );
    }

    /// <summary>The answer to the last question of this kind is not wanted any more.</summary>
    public void Forget(Question kind) => lanes[(int)kind].Cancel();

    /// <summary>No answer is wanted any more.</summary>
    public void Stop() => Array.ForEach(lanes, lane => lane.Cancel());

    public void Dispose() => Array.ForEach(lanes, lane => lane.Dispose());

    private sealed class Lane : IDisposable
    {
        private readonly Lock gate = new();
        private CancellationTokenSource stop = new();
        private Task running = Task.CompletedTask;
        private int turn;

        public bool IsLatest(int asked) => asked == Volatile.Read(ref turn);

        public void Cancel()
        {
            lock (gate)
            {
                turn++;
                stop.Cancel();
            }
        }

        /// <summary>Runs the work when the one before has ended, unless by then there is a newer one.</summary>
        public Task Start(Action<int, CancellationToken> work)
        {
            lock (gate)
            {
                stop.Cancel();
                stop = new();
                var (mine, token) = (++turn, stop.Token);
                return running = running.ContinueWith(
                    _ => Run(work, mine, token),
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default
                );
            }
        }

        public void Dispose() => Cancel();

        private static void Run(Action<int, CancellationToken> work, int mine, CancellationToken token)
        {
            if (token.IsCancellationRequested)
                return;
            try
            {
                work(mine, token);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // An advisor that fails gives no advice; what is typed is none the worse for it.
            }
        }
    }
}
