using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Drafts;

internal sealed class ExperimentDraftMapping : IEntityTypeConfiguration<ExperimentDraft>
{
    public void Configure(EntityTypeBuilder<ExperimentDraft> builder)
    {
        builder.ToTable("experiment_drafts");
        builder.Property(draft => draft.Id).HasMaxLength(ExperimentDraft.IdLength);
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(draft => draft.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(draft => draft.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(draft => new { draft.PersonId, draft.EnvironmentId });
    }
}
