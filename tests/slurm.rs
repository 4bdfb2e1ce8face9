//! The scripts for Slurm, run without Slurm: what they ask of the program, and what they do when the time is over.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/slurm").join(name)
}

#[test]
fn every_script_is_bash_is_told_before_its_time_is_over_and_takes_up_what_it_left() {
    let folder = script("");
    let mut read = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let checked = Command::new("bash").arg("-n").arg(&path).output().expect("bash");
        assert!(checked.status.success(), "{}: {}", path.display(), String::from_utf8_lossy(&checked.stderr));
        let text = fs::read_to_string(&path).expect("read");
        for wanted in ["#SBATCH --signal=B:USR1@300", "#SBATCH --requeue", "--checkpoint-every 12", "--resume", "--out"]
        {
            assert!(text.contains(wanted), "{} lacks {wanted}", path.display());
        }
        read += 1;
    }
    assert_eq!(read, 3);
}

/// Programs that only tell what they were asked, in a folder that goes first in the path.
fn play(folder: &Path) {
    let programs = [
        // Ends as a run that was stopped, or at once as one that was not.
        (
            "bassin",
            "echo \"bassin $*\" >> told\n[ -e at-once ] && exit \"$(cat at-once)\"\n\
             trap 'echo stopping >> told; exit 1' USR1\ntouch ready\nwhile :; do sleep 0.05; done",
        ),
        ("mpirun", "while [ \"$1\" != bassin ]; do shift; done\nshift\nexec bassin \"$@\""),
        ("scontrol", "echo \"scontrol $*\" >> told"),
    ];
    for (name, text) in programs {
        let path = folder.join(name);
        fs::write(&path, format!("#!/bin/bash\n{text}\n")).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("made to run");
    }
}

fn job(name: &str, folder: &Path) -> Command {
    let mut command = Command::new("bash");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").expect("a path"));
    command.arg(script(name)).args(["scenarios/tzcld.toml", "--one-in", "7"]).current_dir(folder).env("PATH", path);
    command.envs([("SLURM_JOB_ID", "40"), ("SLURM_CPUS_PER_TASK", "3"), ("SLURM_ARRAY_JOB_ID", "41")]);
    command.envs([("SLURM_ARRAY_TASK_ID", "2"), ("SLURM_ARRAY_TASK_COUNT", "5")]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn told_that_the_time_is_over_a_job_hands_it_on_waits_and_asks_for_another() {
    for (name, asked, queued) in [
        ("node.sbatch", "--out results/tzcld", "scontrol requeue 40"),
        ("nodes.sbatch", "--distribute cells --threads 3", "scontrol requeue 40"),
        ("array.sbatch", "--shard 2/5", "scontrol requeue 41_2"),
    ] {
        let folder = tempfile::tempdir().expect("a scratch folder");
        play(folder.path());
        let mut child = job(name, folder.path()).spawn().expect("bash");
        let began = Instant::now();
        while !folder.path().join("ready").exists() {
            assert!(began.elapsed() < Duration::from_secs(60), "{name} does not run the program");
            std::thread::sleep(Duration::from_millis(10));
        }
        let sent = Command::new("kill").args(["-USR1", &child.id().to_string()]).status().expect("kill");
        assert!(sent.success());
        assert!(child.wait().expect("ends").success(), "{name}");
        let told = fs::read_to_string(folder.path().join("told")).expect("told");
        let lines: Vec<&str> = told.lines().collect();
        assert!(lines[0].starts_with("bassin run scenarios/tzcld.toml --one-in 7 "), "{name}: {told}");
        assert!(lines[0].contains(asked) && lines[0].contains("--resume"), "{name}: {told}");
        assert_eq!(lines[1..], ["stopping", queued], "{name}");
    }
}

#[test]
fn a_job_that_ends_by_itself_is_not_put_in_the_queue_again_whatever_its_end() {
    for name in ["node.sbatch", "nodes.sbatch", "array.sbatch"] {
        for code in [0, 1, 2] {
            let folder = tempfile::tempdir().expect("a scratch folder");
            play(folder.path());
            fs::write(folder.path().join("at-once"), code.to_string()).expect("written");
            let status = job(name, folder.path()).status().expect("bash");
            assert_eq!(status.code(), Some(code), "{name}");
            let told = fs::read_to_string(folder.path().join("told")).expect("told");
            assert!(!told.contains("scontrol"), "{name}: {told}");
        }
    }
}
